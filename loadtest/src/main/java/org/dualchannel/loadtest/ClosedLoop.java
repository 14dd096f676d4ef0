package org.dualchannel.loadtest;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import org.dualchannel.loadtest.h2.Route;

/**
 * Submits with a fixed number of calls under way, a new one for each that ends: finds how much a
 * server can do. Its latencies are those of a server that is never idle.
 */
final class ClosedLoop implements Load {
  private static final int DRAIN_SECONDS = 10;

  private final Connections connections;
  private final List<Route> routes = new ArrayList<>();
  private final List<List<PatientTemplates>> patients = new ArrayList<>();
  private final List<RequestIds> requestIds = new ArrayList<>();
  private final Failures failures;
  private final Run run;
  private final int inFlight;

  /**
   * Opens the connections.
   *
   * @param lanes how many
   * @param inFlight calls under way on each
   */
  ClosedLoop(
      Connections connections, City city, Run run, Failures failures, int lanes, int inFlight)
      throws IOException, InterruptedException {
    this.connections = connections;
    this.failures = failures;
    this.run = run;
    this.inFlight = inFlight;
    for (int lane = 0; lane < lanes; lane++) {
      requestIds.add(run.requestIds(run.takeStreams(1)));
      List<PatientTemplates> own = new ArrayList<>();
      for (Patient patient : city.patientsOf(lane, lanes)) {
        own.add(new PatientTemplates(patient, run));
      }
      patients.add(own);
      String principal = "hospital/" + own.get(0).patient.hospital();
      routes.add(connections.open(loop(lane), lane).route(Methods.SUBMIT, principal));
    }
  }

  @Override
  public Leg run(int seconds) throws InterruptedException {
    long from = System.nanoTime();
    long end = from + TimeUnit.SECONDS.toNanos(seconds);
    List<ClosedLane> lanes = new ArrayList<>();
    for (int i = 0; i < routes.size(); i++) {
      ClosedLane lane = new ClosedLane(i, end);
      lanes.add(lane);
      loop(i).execute(lane::start);
    }
    long answered = 0;
    Map<Operation, Histogram> latencies = new EnumMap<>(Operation.class);
    Histogram none = Tally.emptyHistogram();
    for (ClosedLane lane : lanes) {
      try {
        answered += lane.finished.get(seconds + DRAIN_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException unanswered) {
        failures.add(Failures.NO_ANSWER, "none within " + DRAIN_SECONDS + " s after the last call");
      } catch (ExecutionException broken) {
        throw new IllegalStateException(broken);
      }
      lane.tally.drainInto(latencies, none);
    }
    return new Leg(answered * 1e9 / (System.nanoTime() - from), latencies.get(Operation.SUBMIT));
  }

  private EventLoop loop(int lane) {
    return connections.loops().get(lane % connections.loops().size());
  }

  /** One connection's calls; confined to its event loop. */
  private final class ClosedLane {
    private final int index;
    private final long endNanos;
    private final Tally tally = new Tally();
    private final Caller caller;
    private final CompletableFuture<Long> finished = new CompletableFuture<>();
    private int nextPatient;

    ClosedLane(int index, long endNanos) {
      this.index = index;
      this.endNanos = endNanos;
      // As a task of its own: a call on a dead connection ends before it returns, and its follower
      // would be made deeper and deeper in the stack.
      this.caller = new Caller(tally, failures, () -> loop(index).execute(this::next));
    }

    void start() {
      for (int i = 0; i < inFlight; i++) {
        next();
      }
    }

    private void next() {
      long now = System.nanoTime();
      if (now - endNanos < 0) {
        List<PatientTemplates> own = patients.get(index);
        PatientTemplates templates = own.get(nextPatient++ % own.size());
        caller.call(
            routes.get(index),
            templates.submit(requestIds.get(index), run.takeSerials(1)),
            new Caller.Purpose(Operation.SUBMIT, now, true),
            ClosedLoop::fault);
      } else if (caller.inFlight() == 0) {
        finished.complete(caller.answered());
      }
    }
  }

  /** The id is the first field of the answer. */
  private static String fault(byte[] response) {
    return response.length > 2 && response[0] == (1 << 3 | 2) && response[1] > 0
        ? null
        : "submit was answered without a prescription id";
  }
}
