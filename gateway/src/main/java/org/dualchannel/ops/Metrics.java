package org.dualchannel.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.dualchannel.rules.Reason;

/**
 * Everything that the gateway measures about itself, in one place.
 *
 * <p>Labels come from closed sets only: enums, the names of commands, tables and rules. Nothing
 * that a caller sends becomes a label, so there is no patient data here and no growth without
 * bound. Recording is safe from any thread.
 */
public final class Metrics implements AutoCloseable {

  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** Names of commands beyond this many are counted as {@code other}. */
  static final int MAX_COMMANDS = 64;

  private static final int REASONS = Reason.values().length;

  /** The parts of the way of one call. */
  public enum Stage {
    /** From the first byte at the edge to the last of the answer. */
    EDGE,
    /** From publishing to the intake ring until the appender takes it. */
    INTAKE_WAIT,
    /** From handing a record to the log until it comes back committed. */
    APPEND_TO_COMMIT,
    /** The decision itself. */
    DECIDE,
    /** From the decision until the answer is given to the network. */
    REPLY,
    /** Decisions standing still for a snapshot. */
    FREEZE,
    /** Writing and verifying a snapshot, beside the decisions. */
    SNAPSHOT
  }

  /** The two rings. */
  public enum Ring {
    /** Between the edge and the log. */
    INTAKE,
    /** Between the log and the decider. */
    DECISION
  }

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final StageMetrics stages;
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final List<DoubleSupplier> sources = new CopyOnWriteArrayList<>();
  private final Map<Reason, Counter> undecided = new ConcurrentHashMap<>();
  private final Counter appendedAgain;
  private final Map<Enum<?>, Counter> overShare = new ConcurrentHashMap<>();
  private final Map<String, Counter> ruleRejections = new ConcurrentHashMap<>();
  private final Map<String, Outcomes> outcomes = new ConcurrentHashMap<>();

  /** Starts with the meters of the JVM and the process registered. */
  public Metrics() {
    registry.config().meterFilter(new PauseBuckets()); // before any meter
    appendedAgain =
        Counter.builder("dualchannel.calls.appended.again")
            .description("Calls in doubt that were appended once more")
            .register(registry);
    stages = new StageMetrics(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    gc.bindTo(registry);
    for (Reason reason : List.of(Reason.OVERLOADED, Reason.NOT_READY, Reason.TIMED_OUT)) {
      undecided.put(reason, undecidedCounter(reason));
    }
    snapshotCounter(true);
    snapshotCounter(false);
    for (Reason reason : Reason.values()) {
      reason.rules().forEach(rule -> ruleRejections.computeIfAbsent(rule, this::ruleCounter));
    }
  }

  private Counter ruleCounter(String rule) {
    return Counter.builder("dualchannel.rule.rejections")
        .description("Refusals by the rule that they enforce")
        .tag("rule", rule)
        .register(registry);
  }

  /** Records that a stage took so long. */
  public void stage(Stage stage, long nanos) {
    stages.record(stage, nanos);
  }

  /** Counts a snapshot that was written and verified, or failed. */
  public void snapshot(boolean written) {
    snapshotCounter(written).increment();
  }

  private Counter snapshotCounter(boolean written) {
    return Counter.builder("dualchannel.snapshots")
        .description("Snapshots by what became of them")
        .tag("result", written ? "written" : "failed")
        .register(registry);
  }

  /** Shows the record that the newest snapshot goes up to, and its size. */
  public void lastSnapshot(LongSupplier record, LongSupplier bytes) {
    gauge("dualchannel.snapshot.record", "Record that the newest snapshot goes up to", record);
    gauge("dualchannel.snapshot.bytes", "Size of the newest snapshot", bytes);
  }

  /** Counts a call that was answered without a decision, say because a ring was full. */
  public void undecided(Reason reason) {
    undecided.computeIfAbsent(reason, this::undecidedCounter).increment();
  }

  /**
   * Counts a call that was refused because its caller had more waiting than its share.
   *
   * @param role what the caller is; not who, which could be a patient
   */
  public void overShare(Enum<?> role) {
    overShareCounter(role).increment();
  }

  /** Shows refused calls of every kind of caller, those of none so far too. */
  public void overShareOf(Enum<?>... roles) {
    for (Enum<?> role : roles) {
      overShareCounter(role);
    }
  }

  private Counter overShareCounter(Enum<?> role) {
    return overShare.computeIfAbsent(
        role,
        key ->
            Counter.builder("dualchannel.over.share")
                .description("Calls refused because their caller had more than its share")
                .tag("role", label(key))
                .register(registry));
  }

  private Counter undecidedCounter(Reason reason) {
    return Counter.builder("dualchannel.undecided")
        .description("Calls answered without a decision")
        .tag("reason", reason.name())
        .register(registry);
  }

  /**
   * Counts a decided command.
   *
   * @param command the kind of the command, such as {@code dispense}: a constant of the program
   */
  public void accepted(String command) {
    outcome(command, null).increment();
  }

  /** Counts a refused command, and each rule that the refusal enforces. */
  public void rejected(String command, Reason reason) {
    outcome(command, reason).increment();
    reason.rules().forEach(rule -> ruleRejections.get(rule).increment());
  }

  private Counter outcome(String command, Reason reason) {
    Outcomes counters = outcomes.get(command);
    return (counters == null ? register(command) : counters).counter(reason);
  }

  private synchronized Outcomes register(String command) {
    String name = outcomes.size() < MAX_COMMANDS ? command : "other";
    return outcomes.computeIfAbsent(name, key -> new Outcomes(registry, key));
  }

  /** The counters of one command; each appears with its first use. */
  private static final class Outcomes {

    private final PrometheusMeterRegistry registry;
    private final String command;
    private final AtomicReferenceArray<Counter> counters = new AtomicReferenceArray<>(REASONS + 1);

    Outcomes(PrometheusMeterRegistry registry, String command) {
      this.registry = registry;
      this.command = command;
    }

    Counter counter(Reason reason) {
      int index = reason == null ? REASONS : reason.ordinal();
      Counter counter = counters.get(index);
      if (counter == null) {
        // Registering twice gives the same counter, so racing threads do no harm.
        counter =
            Counter.builder("dualchannel.outcomes")
                .description("Decided commands")
                .tag("command", command)
                .tag("result", reason == null ? "accepted" : "rejected")
                .tag("reason", reason == null ? "none" : reason.name())
                .register(registry);
        counters.set(index, counter);
      }
      return counter;
    }
  }

  /**
   * Shows how full a ring is.
   *
   * @param used slots in use, read at each scrape
   * @param capacity all its slots
   */
  public void ring(Ring ring, LongSupplier used, long capacity) {
    gauge("dualchannel.ring.used", "Slots of the ring in use", "ring", label(ring), used);
    gauge("dualchannel.ring.capacity", "Slots of the ring", "ring", label(ring), () -> capacity);
  }

  /** Shows how many calls wait for their decision. */
  public void pendingCalls(LongSupplier pending, long capacity) {
    gauge("dualchannel.pending.calls", "Calls that wait for their decision", pending);
    gauge("dualchannel.pending.calls.capacity", "Calls that may wait", () -> capacity);
  }

  /** Shows whether callers are held to a small share of the room: 1 when they are. */
  public void crowded(LongSupplier crowded) {
    gauge("dualchannel.crowded", "Whether each caller is held to a small share", crowded);
  }

  /** Shows how full a table is. */
  public void table(String table, LongSupplier entries, long capacity) {
    gauge("dualchannel.table.entries", "Entries of the table", "table", table, entries);
    gauge("dualchannel.table.capacity", "Entries the table holds", "table", table, () -> capacity);
  }

  /**
   * Shows the connections.
   *
   * @param refused those that were closed at once because there were too many
   * @param stuck those that were closed because they took nothing of what was sent
   */
  public void connections(LongSupplier open, LongSupplier refused, LongSupplier stuck) {
    gauge("dualchannel.connections", "Open connections", open);
    counter("dualchannel.connections.refused", "Connections closed at once", refused);
    counter("dualchannel.connections.stuck", "Connections that took nothing", stuck);
  }

  /** Shows how many push streams are open. */
  public void watchStreams(LongSupplier open) {
    gauge("dualchannel.watch.streams", "Open push streams", open);
  }

  /** Shows how far the log is committed, in bytes, and how far it is decided, in records. */
  public void logPosition(LongSupplier committed, LongSupplier decided) {
    gauge(
        "dualchannel.log.committed",
        "Log committed, since its beginning",
        "bytes",
        committed::getAsLong);
    gauge("dualchannel.log.decided", "Records decided", decided);
  }

  /** Counts calls that were appended once more because their first copy may be lost. */
  public void appendedAgain(int calls) {
    appendedAgain.increment(calls);
  }

  /**
   * Shows a figure that goes up and down.
   *
   * @param name without unit, such as {@code dualchannel.disk.free}
   * @param unit such as {@code bytes}; null when it only counts
   * @param key name of the label; null for none
   * @param label its value: a constant of the program
   * @param value read at each scrape; NaN when there is none
   */
  public void gauge(
      String name, String help, String unit, String key, String label, DoubleSupplier value) {
    Gauge.builder(name, value, DoubleSupplier::getAsDouble)
        .description(help)
        .baseUnit(unit)
        .tags(key == null ? Tags.empty() : Tags.of(key, label))
        .strongReference(true)
        .register(registry);
  }

  /** The same without a label. */
  public void gauge(String name, String help, String unit, DoubleSupplier value) {
    gauge(name, help, unit, null, null, value);
  }

  /** Shows a figure that only grows; otherwise like a gauge. */
  public void counter(
      String name, String help, String unit, String key, String label, DoubleSupplier value) {
    sources.add(value); // the registry would let it be collected
    FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
        .description(help)
        .baseUnit(unit)
        .tags(key == null ? Tags.empty() : Tags.of(key, label))
        .register(registry);
  }

  /** The same without a label. */
  public void counter(String name, String help, String unit, DoubleSupplier value) {
    counter(name, help, unit, null, null, value);
  }

  private void counter(String name, String help, LongSupplier value) {
    counter(name, help, null, value::getAsLong);
  }

  private void gauge(String name, String help, LongSupplier value) {
    gauge(name, help, null, value::getAsLong);
  }

  private void gauge(String name, String help, String key, String label, LongSupplier value) {
    gauge(name, help, null, key, label, value::getAsLong);
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** All of it in the text form of Prometheus. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    stages.close();
    gc.close();
    registry.close();
  }
}
