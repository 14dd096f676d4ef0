package org.dualchannel.loadtest;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** As many prescriptions as the gateway takes, in streams of batches. */
@Command(
    name = "stream",
    description = {
      "Submits batches over bidirectional streams, each stream with a fixed number of batches"
          + " unanswered, and reports how many prescriptions a second became durable.",
      "The last line is a JSON object with mode, prescriptions_per_s, errors, refused,"
          + " warm_up_refused, and p50_us, p99_us and p999_us from sending a batch to its answer."
    })
final class Streaming extends ModeCommand {
  @Option(
      names = "--seconds",
      defaultValue = "15",
      paramLabel = "S",
      description = "Measured time, after the warm-up. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "40",
      paramLabel = "S",
      description =
          "Time before: checked, not measured. A gateway that was just started is several times"
              + " slower. Default: ${DEFAULT-VALUE}.")
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
    StreamLoad load =
        new StreamLoad(
            rig.connections(), rig.city(), rig.run(), rig.failures(), connections, batch, window);
    if (warmUpSeconds > 0) {
      load.run(warmUpSeconds);
    }
    long refusedInWarmUp = rig.failures().forgetOverloads();
    Processor processor = rig.processor();
    processor.begin();
    Load.Leg leg = load.run(seconds);
    Map<String, Double> cores = processor.cores();
    long refused = rig.failures().forgetOverloads();
    int verified =
        new Verification(rig.connections().channel(), rig.failures())
            .check(load.remembered(), verify, rig.run().choices(-1));
    long errors = rig.failures().count();
    return new Report(name())
        .line("")
        .line("durable    %,12.1f prescriptions/s", leg.perSecond())
        .line(
            "batch      %,12.1f µs p50 from sending it to its answer",
            Report.micros(leg.nanos(), 50))
        .line("           %,12.1f µs p99", Report.micros(leg.nanos(), 99))
        .line("read back  %,12d prescriptions", verified)
        .line("errors     %,12d", errors)
        .line("refused    %,12d for want of room; a client would send them again", refused)
        .line("refused    %,12d while the gateway was warming up", refusedInWarmUp)
        .line("processor  %s", Processor.words(cores))
        .figure("prescriptions_per_s", leg.perSecond())
        .figure("errors", errors)
        .figure("refused", refused)
        .figure("warm_up_refused", refusedInWarmUp)
        .latencies("batch", leg.nanos())
        .cores("", cores);
  }
}
