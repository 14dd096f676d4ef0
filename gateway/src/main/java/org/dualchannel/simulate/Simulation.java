package org.dualchannel.simulate;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.dualchannel.audit.AuditReport;
import org.dualchannel.audit.Replay;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.State;
import org.dualchannel.decide.View;
import org.dualchannel.edge.SupervisionBoard;
import org.dualchannel.log.MemoryLog;
import org.dualchannel.log.RecordConsumer;
import org.dualchannel.ops.GatewayConfig;
import org.dualchannel.pipeline.DecisionListener;
import org.dualchannel.pipeline.Pipeline;
import org.dualchannel.pipeline.PipelineMeter;
import org.dualchannel.pipeline.PipelineSettings;
import org.dualchannel.report.Report;
import org.dualchannel.report.ReportQuery;
import org.dualchannel.report.ReportStore;
import org.dualchannel.report.Reports;
import org.dualchannel.report.ReportsUnavailableException;
import org.dualchannel.store.Sizing;
import org.dualchannel.store.StateHash;
import org.dualchannel.store.Tables;
import org.dualchannel.supervision.Alert;

/** Plays a city, then checks everything by replaying its log. */
public final class Simulation {
  /** Neither ticks nor seals by the machine's clock: their places in the log would be chance. */
  private static final PipelineSettings PIPELINE =
      new PipelineSettings(8_192, 8_192, 16_384, 256, Long.MAX_VALUE, 0, 60_000);

  private static final long PATIENCE_MS = TimeUnit.MINUTES.toMillis(5);
  private static final int MOST_ALERTS = 200_000;
  private static final int MOST_ROWS = 10_000;

  private final SimulationSettings settings;
  private final String area;
  private final LocalDate start;
  private final SimulatedClock clock = new SimulatedClock();
  private final MemoryLog.Storage storage = new MemoryLog.Storage();
  private final Map<String, Long> capacities;
  private long commands;
  private long playedMs;

  public Simulation(SimulationSettings settings) {
    this.settings = settings;
    area = settings.policy().area();
    start = settings.policy().effectiveFrom();
    capacities = capacities();
    clock.moveTo(World.time(start, 0, 0));
  }

  /**
   * Plays and checks.
   *
   * @throws SimulationFailedException when it cannot be played to its end
   */
  public SimulationResult run() throws IOException, ReportsUnavailableException {
    Tables populations =
        settings.offHeap()
            ? Tables.offHeap(new Sizing(capacities))
            : Tables.heap(new Sizing(capacities));
    State state = new State(Tables.heap(new Sizing(capacities)), populations);
    SupervisionBoard board =
        new SupervisionBoard(new View(state), MOST_ALERTS, settings.persons() + 1);
    String stateHash;
    try (ReportStore reports = ReportStore.start(reportConfig(), settings.dataDir())) {
      try (Pipeline pipeline = open(state, List.of(board, reports.listener()))) {
        play(pipeline, reports);
        stateHash = StateHash.of(state.tables()).hex();
      }
      return check(stateHash, board.raised(), reports);
    }
  }

  private Pipeline open(State state, List<DecisionListener> listeners) {
    Pipeline pipeline =
        Pipeline.open(
            PIPELINE,
            state,
            consumer -> new MemoryLog(storage, clock, consumer),
            clock,
            settings.seed(),
            PipelineMeter.NONE,
            listeners);
    await("the pipeline is not ready", pipeline::ready);
    return pipeline;
  }

  private void play(Pipeline pipeline, ReportStore reports) {
    long began = System.nanoTime();
    SplittableRandom random = new SplittableRandom(settings.seed());
    List<Treatment> treatments = Treatment.of(settings.catalogue().drugs());
    City city =
        new CityGenerator(area, start, treatments, random.split()).generate(settings.persons());
    Agenda agenda = new Agenda();
    List<Happening> happenings = happenings(new World(area, city, agenda, random.split()));
    Player player = new Player(pipeline, clock, reports);
    for (int day = 0; day < settings.days(); day++) {
      LocalDate date = start.plusDays(day);
      happenings.forEach(each -> each.plan(date));
      player.play(agenda, World.time(date.plusDays(1), 0, 0));
    }
    await("the pipeline does not come to rest", () -> pipeline.decisionsOccupied() == 0);
    commands = player.commands();
    playedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private List<Happening> happenings(World world) {
    List<Body.Capacity> limits = new ArrayList<>();
    new TreeMap<>(capacities).forEach((table, most) -> limits.add(new Body.Capacity(table, most)));
    List<String> sold =
        settings.catalogue().drugs().stream()
            .filter(each -> World.listedPriceFen(each) > 0 && !each.tracePrefixes().isEmpty())
            .map(Drug::code)
            .toList();
    List<String> negotiated =
        settings.catalogue().drugs().stream().filter(Drug::negotiated).map(Drug::code).toList();
    LocalDate midYear = start.plusDays(settings.days() / 2);
    LocalDate autumn = start.plusDays(settings.days() * 3L / 4);
    return List.of(
        new Nights(world),
        new Founding(world, start, limits, settings.catalogue(), settings.policy()),
        new Restocking(world, start, sold),
        new Enrolments(world, start),
        new Standing(world),
        new CatalogueChange(world, settings.catalogue(), midYear),
        new PolicyChange(world, settings.policy(), autumn),
        new Formularies(world, start, negotiated),
        new Visits(world));
  }

  private SimulationResult check(
      String stateHash, Map<Alert.Kind, Long> alerts, ReportStore reports)
      throws ReportsUnavailableException {
    Verification verification = new Verification();
    Replay replay = replay(storage, verification::decided);
    verification.finish(replay);
    AuditReport audit = replay.report(null);
    audit.differences().forEach(verification::broken);
    if (!audit.stateHash().equals(stateHash)) {
      verification.broken("a replay of the log comes to another state: " + audit.stateHash());
    }
    if (audit.sealsChecked() == 0 || audit.unsealed() > 1) {
      verification.broken("no seal vouches for the whole ledger");
    }
    if (reports.lag() > 0) {
      await("the report store does not follow", () -> reports.lag() == 0);
    }
    LocalDate last = start.plusDays(settings.days() - 1L);
    ReportQuery query = ReportQuery.of(area, month(start), month(last));
    ReportCheck.differences(reports.reports(), query, audit.sums()).forEach(verification::broken);
    return new SimulationResult(
        verification.prescriptions(),
        commands,
        playedMs,
        verification.settlements(),
        verification.oracleDifferences(),
        verification.differing(),
        verification.broken(),
        stateHash,
        verification.refusals(),
        alerts,
        audit,
        tables(reports.reports(), query, month(last) * 100 + last.getDayOfMonth()));
  }

  /** The log as it was played. */
  MemoryLog.Storage storage() {
    return storage;
  }

  /** Decides the whole log again, on a state of its own. */
  static Replay replay(MemoryLog.Storage storage, Replay.Watcher watcher) {
    Replay replay = new Replay(watcher);
    RecordConsumer consumer =
        new RecordConsumer() {
          @Override
          public void onRecord(long timestampMs, DirectBuffer buffer, int offset, int length) {
            byte[] record = new byte[length];
            buffer.getBytes(offset, record);
            replay.record(timestampMs, record);
          }

          @Override
          public void onFailed(String reason) {
            throw new SimulationFailedException("the log cannot be replayed: " + reason);
          }
        };
    try (MemoryLog log = new MemoryLog(storage, () -> 0, consumer)) {
      log.poll();
    }
    return replay;
  }

  private static List<SimulationResult.ReportTable> tables(
      Reports reports, ReportQuery query, int lastDay) throws ReportsUnavailableException {
    List<SimulationResult.ReportTable> tables = new ArrayList<>();
    for (ReportQuery.Dimension kept : ReportQuery.Dimension.values()) {
      ReportQuery by = query.by(Set.of(kept));
      tables.add(
          new SimulationResult.ReportTable(
              "Use by " + kept.name().toLowerCase(Locale.ROOT) + " (S2-21)",
              Report.MONTHLY_USE,
              kept,
              reports.page(Report.MONTHLY_USE, by, null, MOST_ROWS).rows()));
    }
    tables.add(table("Score inputs (S2-3)", Report.SCORE_INPUTS, reports, query));
    ReportQuery onLastDay = ReportQuery.on(query.area(), lastDay);
    tables.add(
        table("Dual-channel pharmacies (S2-7)", Report.PUBLIC_PHARMACIES, reports, onLastDay));
    tables.add(table("Stock rate (S2-11)", Report.STOCK_RATE, reports, query));
    tables.add(table("Drug costs (S2-12)", Report.DRUG_COSTS, reports, query));
    return tables;
  }

  private static SimulationResult.ReportTable table(
      String title, Report report, Reports reports, ReportQuery query)
      throws ReportsUnavailableException {
    return new SimulationResult.ReportTable(
        title, report, null, reports.page(report, query, null, MOST_ROWS).rows());
  }

  /** What this city can fill, and some more; a node has such figures in its configuration. */
  private Map<String, Long> capacities() {
    long persons = settings.persons() + 1_000L;
    long prescriptions = settings.mostPrescriptions();
    Map<String, Long> entries = new TreeMap<>();
    for (String table : List.of("persons", "accounts")) {
      entries.put(table, persons);
    }
    long years = settings.days() / 365 + 2L;
    for (String table : List.of("accumulators", "settlements_of_person", "enrolments")) {
      entries.put(table, persons * years);
    }
    for (String table :
        List.of("prescriptions", "hospital_numbers", "settlements", "negotiated_uses")) {
      entries.put(table, prescriptions * 2);
    }
    entries.put("sales", prescriptions * 10);
    entries.put("answered", prescriptions * 6);
    return entries;
  }

  private static GatewayConfig.Report reportConfig() {
    return new GatewayConfig.Report(
        GatewayConfig.ReportKind.DUCKDB, "", "", "", 4 * Player.MOST_LAG, 4);
  }

  private static int month(LocalDate date) {
    return date.getYear() * 100 + date.getMonthValue();
  }

  private static void await(String otherwise, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new SimulationFailedException(otherwise);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
