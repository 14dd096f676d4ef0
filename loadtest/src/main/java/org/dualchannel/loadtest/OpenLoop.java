package org.dualchannel.loadtest;

import io.grpc.Channel;
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

/** One run at a planned rate, from the first call to the last answer. */
final class OpenLoop {
  private static final long START_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Connections connections;
  private final City city;
  private final Run run;
  private final Failures failures;
  private final int lanes;
  private final int mostInFlight;
  private final int drainSeconds;

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
   * @param latencies by operation, in nanoseconds from the planned instant, measured calls only
   * @param generatorLateness nanoseconds by which the generator itself was late
   * @param remembered a sample of what the gateway acknowledged
   */
  record Result(
      Schedule schedule,
      long answered,
      Map<Operation, Histogram> latencies,
      Histogram generatorLateness,
      List<Issued> remembered) {
    Histogram all() {
      Histogram all = Tally.emptyHistogram();
      latencies.values().forEach(all::add);
      return all;
    }
  }

  Result run(Mix mix, long ratePerSecond, int warmUpSeconds, int seconds)
      throws IOException, InterruptedException {
    List<EventLoop> loops = connections.loops();
    List<Tally> tallies = new ArrayList<>();
    List<Caller> callers = new ArrayList<>();
    List<List<Lane>> lanesOf = new ArrayList<>();
    for (EventLoop loop : loops) {
      Tally tally = new Tally();
      tallies.add(tally);
      callers.add(new Caller(loop, tally, failures));
      lanesOf.add(new ArrayList<>());
    }
    for (int lane = 0; lane < lanes; lane++) {
      int group = lane % loops.size();
      lanesOf.get(group).add(lane(lane, loops.get(group), mix, callers.get(group)));
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
    new Pacer(schedule, groups).run();
    return collect(schedule, groups);
  }

  private Lane lane(int index, EventLoop loop, Mix mix, Caller caller)
      throws IOException, InterruptedException {
    Channel hospital = connections.open(loop);
    boolean dispenses = mix.includes(Operation.CLAIM) || mix.includes(Operation.DISPENSE);
    Channel pharmacy = dispenses ? connections.open(loop) : hospital;
    List<PatientTemplates> patients =
        city.patientsOf(index, lanes).stream()
            .map(patient -> new PatientTemplates(patient, run))
            .collect(Collectors.toList());
    return new Lane(index, hospital, pharmacy, patients, mix, run, caller);
  }

  private Result collect(Schedule schedule, List<LaneGroup> groups) throws InterruptedException {
    Map<Operation, Histogram> latencies = new EnumMap<>(Operation.class);
    Histogram lateness = Tally.emptyHistogram();
    List<Issued> remembered = new ArrayList<>();
    long answered = 0;
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(drainSeconds);
    for (LaneGroup group : groups) {
      try {
        group.finished().get(Math.max(0, giveUp - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException unanswered) {
        long missing = onLoop(group, group::inFlight);
        failures.add(
            "no answer", "none within " + drainSeconds + " s after the last call", missing);
      } catch (ExecutionException broken) {
        throw new IllegalStateException(broken);
      }
      // Asked on the loop, which alone writes what the lanes know.
      answered += onLoop(group, group::answered);
      remembered.addAll(
          onLoop(
              group,
              () ->
                  group.lanes().stream()
                      .flatMap(lane -> lane.remembered().stream())
                      .collect(Collectors.toList())));
      group.tally().drainInto(latencies, lateness);
    }
    return new Result(schedule, answered, latencies, lateness, remembered);
  }

  private static <T> T onLoop(LaneGroup group, Callable<T> question) throws InterruptedException {
    try {
      return group.loop().submit(question).get();
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
