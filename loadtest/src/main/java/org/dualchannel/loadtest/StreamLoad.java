package org.dualchannel.loadtest;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import org.dualchannel.loadtest.h2.GrpcConnection;

/** Submits in batches over streams, each with a fixed number of batches unanswered. */
final class StreamLoad implements Load {
  private static final int DRAIN_SECONDS = 10;

  /** Serials that a stream may use up; the number has twelve digits. */
  private static final long SERIALS_EACH = 1_000_000_000L;

  private final Connections connections;
  private final Failures failures;
  private final int batch;
  private final int window;
  private final List<GrpcConnection> lines = new ArrayList<>();
  private final List<List<PatientTemplates>> patients = new ArrayList<>();
  private final List<RequestIds> requestIds = new ArrayList<>();
  private final long[] serials;
  private final List<Issued> remembered = new ArrayList<>();

  /**
   * Opens the connections.
   *
   * @param batch prescriptions in a message
   * @param window messages of a stream unanswered at a time
   */
  StreamLoad(
      Connections connections,
      City city,
      Run run,
      Failures failures,
      int lanes,
      int batch,
      int window)
      throws IOException, InterruptedException {
    this.connections = connections;
    this.failures = failures;
    this.batch = batch;
    this.window = window;
    this.serials = new long[lanes];
    for (int lane = 0; lane < lanes; lane++) {
      lines.add(connections.open(loop(lane), lane));
      requestIds.add(run.requestIds(run.takeStreams(1)));
      serials[lane] = run.takeSerials(SERIALS_EACH);
      List<PatientTemplates> own = new ArrayList<>();
      for (Patient patient : city.patientsOf(lane, lanes)) {
        own.add(new PatientTemplates(patient, run));
      }
      patients.add(own);
    }
  }

  @Override
  public Leg run(int seconds) throws InterruptedException {
    long from = System.nanoTime();
    long end = from + TimeUnit.SECONDS.toNanos(seconds);
    StreamLane.Plan plan = new StreamLane.Plan(batch, window, from, end);
    List<StreamLane> lanes = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      StreamLane lane =
          new StreamLane(
              lines.get(i), patients.get(i), requestIds.get(i), failures, plan, serials[i]);
      lanes.add(lane);
      loop(i).execute(lane::start);
    }
    long accepted = 0;
    Histogram batchNanos = Tally.emptyHistogram();
    long giveUp = end + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
    for (int i = 0; i < lanes.size(); i++) {
      StreamLane lane = lanes.get(i);
      try {
        lane.finished().get(Math.max(0, giveUp - System.nanoTime()), TimeUnit.NANOSECONDS);
        accepted += lane.acceptedInTime();
        batchNanos.add(lane.batchNanos());
        remembered.addAll(lane.remembered());
        serials[i] = lane.nextSerial();
      } catch (TimeoutException unanswered) {
        failures.add("stream not ended", "still open " + DRAIN_SECONDS + " s after the last batch");
      } catch (ExecutionException broken) {
        throw new IllegalStateException(broken);
      }
    }
    return new Leg((double) accepted / seconds, batchNanos);
  }

  /** Some of the prescriptions that were acknowledged. */
  List<Issued> remembered() {
    return remembered;
  }

  private EventLoop loop(int lane) {
    return connections.loops().get(lane % connections.loops().size());
  }
}
