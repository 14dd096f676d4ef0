package org.dualchannel.loadtest;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** As many prescriptions as the gateway takes, in streams of batches. */
@Command(
    name = "stream",
    description = {
      "Submits batches over bidirectional streams, each stream with a fixed number of batches"
          + " unanswered, and reports how many prescriptions a second became durable.",
      "The last line is a JSON object with mode, prescriptions_per_s, errors, and p50_us, p99_us and"
          + " p999_us from sending a batch to its answer."
    })
final class Streaming extends ModeCommand {
  private static final int DRAIN_SECONDS = 10;

  /** Serials that a stream may use up; the number has twelve digits. */
  private static final long SERIALS_EACH = 1_000_000_000L;

  @Option(
      names = "--seconds",
      required = true,
      paramLabel = "S",
      description = "Measured time, after the warm-up.")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "5",
      paramLabel = "S",
      description = "Time before: checked, not measured. Default: ${DEFAULT-VALUE}.")
  private int warmUpSeconds;

  @Option(
      names = "--batch",
      defaultValue = "100",
      paramLabel = "N",
      description = "Prescriptions in a message, at most 500. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--window",
      defaultValue = "8",
      paramLabel = "N",
      description = "Unanswered messages of a stream. Default: ${DEFAULT-VALUE}.")
  private int window;

  @Option(
      names = "--connections",
      defaultValue = "4",
      paramLabel = "C",
      description = "Connections, one stream each. Default: ${DEFAULT-VALUE}.")
  private int connections;

  @Option(
      names = "--threads",
      defaultValue = "1",
      paramLabel = "N",
      description = "Threads that send and receive. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--persons",
      defaultValue = "2000",
      paramLabel = "N",
      description = "Insured persons to generate. Default: ${DEFAULT-VALUE}.")
  private int persons;

  @Option(
      names = "--verify",
      defaultValue = "200",
      paramLabel = "N",
      description =
          "Acknowledged prescriptions to read back and compare at the end. Default:"
              + " ${DEFAULT-VALUE}.")
  private int verify;

  @Override
  public String name() {
    return "stream";
  }

  @Override
  public Size size() {
    atLeast("--seconds", seconds, 1);
    atLeast("--warm-up", warmUpSeconds, 0);
    atLeast("--batch", batch, 1);
    atLeast("--window", window, 1);
    atLeast("--connections", connections, 1);
    atLeast("--threads", threads, 1);
    atLeast("--verify", verify, 0);
    return new Size(connections, Math.min(threads, connections), Math.max(persons, connections));
  }

  @Override
  public Report run(Rig rig) throws IOException, InterruptedException {
    rig.out()
        .printf(
            "%,d streams of batches of %,d, %,d of them unanswered, %d s of warm-up and %d s"
                + " measured%n",
            connections, batch, window, warmUpSeconds, seconds);
    rig.out().flush();
    long measureFrom = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmUpSeconds);
    long end = measureFrom + TimeUnit.SECONDS.toNanos(seconds);
    StreamLane.Plan plan = new StreamLane.Plan(batch, window, measureFrom, end);
    List<EventLoop> loops = rig.connections().loops();
    List<StreamLane> lanes = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      EventLoop loop = loops.get(i % loops.size());
      StreamLane lane = lane(rig, i, loop, plan);
      lanes.add(lane);
      loop.execute(lane::start);
    }
    return collect(rig, lanes, end);
  }

  private StreamLane lane(Rig rig, int index, EventLoop loop, StreamLane.Plan plan)
      throws IOException, InterruptedException {
    List<PatientTemplates> patients = new ArrayList<>();
    for (Patient patient : rig.city().patientsOf(index, connections)) {
      patients.add(new PatientTemplates(patient, rig.run()));
    }
    return new StreamLane(
        rig.connections().open(loop),
        patients,
        rig.run().requestIds(index),
        rig.failures(),
        plan,
        index * SERIALS_EACH);
  }

  private Report collect(Rig rig, List<StreamLane> lanes, long endNanos)
      throws IOException, InterruptedException {
    long accepted = 0;
    Histogram batchNanos = Tally.emptyHistogram();
    List<Issued> remembered = new ArrayList<>();
    long giveUp = endNanos + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
    for (StreamLane lane : lanes) {
      try {
        lane.finished().get(Math.max(0, giveUp - System.nanoTime()), TimeUnit.NANOSECONDS);
        accepted += lane.acceptedInTime();
        batchNanos.add(lane.batchNanos());
        remembered.addAll(lane.remembered());
      } catch (TimeoutException unanswered) {
        rig.failures()
            .add("stream not ended", "still open " + DRAIN_SECONDS + " s after the last batch");
      } catch (ExecutionException broken) {
        throw new IllegalStateException(broken);
      }
    }
    int verified =
        new Verification(rig.connections().open(rig.connections().loops().get(0)), rig.failures())
            .check(remembered, verify, rig.run().choices(-1));
    double perSecond = (double) accepted / seconds;
    long errors = rig.failures().count();
    return new Report(name())
        .line("")
        .line("durable    %,12.1f prescriptions/s", perSecond)
        .line(
            "batch      %,12.1f µs p50 from sending it to its answer",
            Report.micros(batchNanos, 50))
        .line("           %,12.1f µs p99", Report.micros(batchNanos, 99))
        .line("read back  %,12d prescriptions", verified)
        .line("errors     %,12d", errors)
        .figure("prescriptions_per_s", perSecond)
        .figure("errors", errors)
        .latencies(batchNanos);
  }
}
