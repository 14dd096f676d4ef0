package org.dualchannel.loadtest;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.dualchannel.loadtest.h2.GrpcConnection;

/**
 * Runs at a planned rate, from the first call to the last answer; none repeats what another sent.
 */
final class OpenLoop {
  private static final long START_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Connections connections;
  private final City city;
  private final Run run;
  private final Failures failures;
  private final int lanes;
  private final int mostInFlight;
  private final int drainSeconds;
  private final List<GrpcConnection> opened = new ArrayList<>();
  private long firstSerial;

  OpenLoop(
      Connections connections,
      City city,
      Run run,
      Failures failures,
      int lanes,
      int mostInFlight,
      int drainSeconds) {
    this.connections = connections;
    this.city = city;
    this.run = run;
    this.failures = failures;
    this.lanes = lanes;
    this.mostInFlight = mostInFlight;
    this.drainSeconds = drainSeconds;
  }

  /**
   * What a run found.
   *
   * @param schedule the plan
   * @param answered measured calls that were answered as they should
   * @param busyNanos from the first measured call being due to the last answer
   * @param overloaded calls that were refused for having too much to do, warm-up included
   * @param refusedInWarmUp those of them that were made during warm-up, and are no failures
   * @param latencies by operation, in nanoseconds from the planned instant, measured calls only
   * @param generatorLateness nanoseconds by which the generator itself was late
   * @param remembered a sample of what the gateway acknowledged
   */
  record Result(
      Schedule schedule,
      long answered,
      long busyNanos,
      long overloaded,
      long refusedInWarmUp,
      Map<Operation, Histogram> latencies,
      Histogram generatorLateness,
      List<Issued> remembered) {
    /** Of all calls; offers that were pushed are none. */
    Histogram all() {
      Histogram all = Tally.emptyHistogram();
      latencies.forEach(
          (operation, nanos) -> {
            if (operation != Operation.WATCH) {
              all.add(nanos);
            }
          });
      return all;
    }

    /** Offered calls a second that were answered as they should, however late. */
    double achieved() {
      return answered / schedule.measuredSeconds();
    }

    /**
     * Calls a second that were answered, with the time that the last answers took beyond the end.
     */
    double sustained() {
      return answered / Math.max(schedule.measuredSeconds(), busyNanos / 1e9);
    }
  }

  /**
   * Makes the calls.
   *
   * @param onMeasured told when the warm-up is over
   */
  Result run(Mix mix, long ratePerSecond, int warmUpSeconds, int seconds, Runnable onMeasured)
      throws IOException, InterruptedException {
    firstSerial = run.takeSerials(ratePerSecond * (warmUpSeconds + seconds));
    List<EventLoop> loops = connections.loops();
    List<Tally> tallies = new ArrayList<>();
    List<Caller> callers = new ArrayList<>();
    List<List<Lane>> lanesOf = new ArrayList<>();
    for (EventLoop loop : loops) {
      Tally tally = new Tally();
      tallies.add(tally);
      callers.add(new Caller(tally, failures));
      lanesOf.add(new ArrayList<>());
    }
    for (int lane = 0; lane < lanes; lane++) {
      int group = lane % loops.size();
      lanesOf
          .get(group)
          .add(lane(lane, loops.get(group), mix, callers.get(group), tallies.get(group)));
    }
    Schedule schedule =
        Schedule.of(System.nanoTime() + START_DELAY_NANOS, ratePerSecond, warmUpSeconds, seconds);
    List<LaneGroup> groups = new ArrayList<>();
    for (int group = 0; group < loops.size(); group++) {
      groups.add(
          new LaneGroup(
              loops.get(group),
              lanesOf.get(group),
              schedule,
              callers.get(group),
              tallies.get(group),
              failures,
              group,
              loops.size(),
              mostInFlight / loops.size()));
    }
    new Pacer(schedule, groups, onMeasured).run();
    Result result = collect(schedule, groups);
    opened.forEach(GrpcConnection::close);
    opened.clear();
    return result;
  }

  private Lane lane(int index, EventLoop loop, Mix mix, Caller caller, Tally tally)
      throws IOException, InterruptedException {
    GrpcConnection hospital = open(loop, index);
    GrpcConnection pharmacy = mix.dispenses() ? open(loop, index) : hospital;
    List<PatientTemplates> patients =
        city.patientsOf(index, lanes).stream()
            .map(patient -> new PatientTemplates(patient, run))
            .collect(Collectors.toList());
    RequestIds requestIds = run.requestIds(run.takeStreams(1));
    Lane lane =
        new Lane(
            hospital,
            pharmacy,
            patients,
            mix,
            run,
            requestIds,
            run.choices(index),
            caller,
            firstSerial);
    if (mix.watches()) {
      OfferWatch watch = new OfferWatch(patients.get(0).patient, tally, failures);
      lane.watch(watch);
      loop.execute(() -> watch.start(pharmacy));
    }
    return lane;
  }

  private GrpcConnection open(EventLoop loop, int lane) throws IOException, InterruptedException {
    GrpcConnection connection = connections.open(loop, lane);
    opened.add(connection);
    return connection;
  }

  private Result collect(Schedule schedule, List<LaneGroup> groups) throws InterruptedException {
    Map<Operation, Histogram> latencies = new EnumMap<>(Operation.class);
    Histogram lateness = Tally.emptyHistogram();
    List<Issued> remembered = new ArrayList<>();
    long answered = 0;
    long overloaded = 0;
    long refusedInWarmUp = 0;
    long busyNanos = 0;
    long measuredFrom = schedule.plannedNanos(schedule.warmUpCalls());
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(drainSeconds);
    for (LaneGroup group : groups) {
      try {
        group.finished().get(Math.max(0, giveUp - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException unanswered) {
        long missing = onLoop(group, group::inFlight);
        failures.add(
            Failures.NO_ANSWER, "none within " + drainSeconds + " s after the last call", missing);
      } catch (ExecutionException broken) {
        throw new IllegalStateException(broken);
      }
      // Asked on the loop, which alone writes what the lanes know.
      answered += onLoop(group, group::answered);
      overloaded += onLoop(group, group::overloaded);
      refusedInWarmUp += onLoop(group, group::refusedInWarmUp);
      long last = onLoop(group, group::lastAnswerNanos);
      busyNanos = Math.max(busyNanos, last == 0 ? 0 : last - measuredFrom);
      remembered.addAll(
          onLoop(
              group,
              () ->
                  group.lanes().stream()
                      .flatMap(lane -> lane.remembered().stream())
                      .collect(Collectors.toList())));
      group.tally().drainInto(latencies, lateness);
    }
    return new Result(
        schedule,
        answered,
        busyNanos,
        overloaded,
        refusedInWarmUp,
        latencies,
        lateness,
        remembered);
  }

  private static <T> T onLoop(LaneGroup group, Callable<T> question) throws InterruptedException {
    try {
      return group.loop().submit(question).get();
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
