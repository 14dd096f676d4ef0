package org.dualchannel.loadtest;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/** What all modes of a planned rate have on the command line. */
final class LoadOptions {
  static final int DRAIN_SECONDS = 10;

  @Option(
      names = "--connections",
      defaultValue = "8",
      paramLabel = "C",
      description =
          "Connections of hospitals; pharmacies get as many more when the mix has calls of theirs."
              + " Default: ${DEFAULT-VALUE}.")
  int connections;

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
      names = "--mix",
      defaultValue = "submit=70,get=30",
      converter = Mix.Converter.class,
      paramLabel = "OP=WEIGHT,...",
      description =
          "Share of each operation: submit, get, cancel, claim, dispense, return; watch=1 keeps a"
              + " stream of offers to each pharmacy. One that finds nothing to work on becomes a"
              + " submit. 'realistic' stands for "
              + Mix.REALISTIC
              + ". Default: ${DEFAULT-VALUE}.")
  Mix mix;

  @Option(
      names = "--most-unanswered",
      defaultValue = "20000",
      paramLabel = "N",
      description =
          "Unanswered calls beyond which a call is an error without being sent. Default:"
              + " ${DEFAULT-VALUE}.")
  private int mostUnanswered;

  @Option(
      names = "--verify",
      defaultValue = "200",
      paramLabel = "N",
      description =
          "Acknowledged prescriptions to read back and compare at the end. Default:"
              + " ${DEFAULT-VALUE}.")
  private int verify;

  Mode.Size size(ModeCommand mode) {
    mode.atLeast("--connections", connections, 1);
    mode.atLeast("--threads", threads, 1);
    mode.atLeast("--most-unanswered", mostUnanswered, threads);
    mode.atLeast("--verify", verify, 0);
    return new Mode.Size(
        connections, Math.min(threads, connections), Math.max(persons, connections));
  }

  /** Calls at these connections; what goes wrong is counted there. */
  OpenLoop loop(Rig rig, Connections to, Failures failures) {
    return new OpenLoop(
        to, rig.city(), rig.run(), failures, connections, mostUnanswered, DRAIN_SECONDS);
  }

  /** Reads some of what was acknowledged back, and returns how many. */
  int verify(Rig rig, List<Issued> remembered) throws IOException {
    return new Verification(rig.connections().channel(), rig.failures())
        .check(remembered, verify, rig.run().choices(-1));
  }
}
