package org.dualchannel.loadtest;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/**
 * One thing that is measured: a mode of the load generator, in this process, or micro-benchmarks,
 * in one of their own. Either prints its figures as its last line.
 *
 * @param name by which the page and the file of figures know it
 * @param program loadtest or bench
 * @param words its arguments
 */
record Step(String name, String program, String words) {
  private static final String BENCH = "bench";

  /**
   * All of them. The warm-ups are long: on two cores the compiler needs half a minute, and three
   * members at once need two minutes of them. A stream makes a snapshot due every half minute, so
   * it is measured for longer than that.
   */
  static final List<Step> ALL =
      List.of(
          loadtest("ceiling", "ceiling --rounds 3 --seconds 8 --warm-up 40"),
          loadtest("steady", "steady --rate 2390 --seconds 60 --warm-up 45 --with-echo"),
          loadtest("ramp", "ramp --from 1000 --factor 1.5 --seconds 6 --settle 1 --warm-up 80"),
          loadtest("peer", "peer --rounds 3 --seconds 5 --warm-up 30"),
          loadtest("batch", "peer --batch 100 --rounds 5 --seconds 6 --warm-up 40"),
          loadtest("stream", "stream --seconds 60 --warm-up 40"),
          loadtest("nodes", "nodes --rounds 3 --seconds 8 --warm-up 130"),
          loadtest("soak", "soak --rate 5000 --seconds 600 --warm-up 45"),
          bench("decide", "Decide.submit -p entries=10000,1000000 -wi 8 -i 8 -f 1"),
          bench(
              "growth",
              "Decide.submit -p tables=chronicle -p entries=10000,10000000 -wi 8 -i 8 -f 1"),
          bench("footprint", "footprint 1000000"),
          bench("replay", "Replay.replay -p visits=200000 -wi 1 -i 3 -f 1"),
          bench("restart", "Snapshot.load -p entries=5000000 -wi 1 -i 2 -f 1"));

  private static Step loadtest(String name, String words) {
    return new Step(name, "loadtest", words);
  }

  private static Step bench(String name, String words) {
    return new Step(name, BENCH, words);
  }

  /** The command line, as one would type it. */
  String commandLine() {
    return "./dualchannel " + program + ' ' + words;
  }

  boolean isBench() {
    return program.equals(BENCH);
  }

  /** Its arguments; with {@code quick} those that show whether it works, and nothing else. */
  List<String> arguments(boolean quick) {
    List<String> arguments = new ArrayList<>(Arrays.asList(words.split(" ")));
    if (!quick) {
      return arguments;
    }
    if (isBench()) {
      return name.equals("footprint")
          ? List.of("footprint", "1000")
          : List.of(arguments.get(0), "--smoke");
    }
    for (int i = 0; i < arguments.size() - 1; i++) {
      if (List.of("--seconds", "--warm-up", "--rounds").contains(arguments.get(i))) {
        arguments.set(i + 1, "1");
      } else if (List.of("--rate", "--from").contains(arguments.get(i))) {
        arguments.set(i + 1, "100");
      }
    }
    return arguments;
  }

  /**
   * What it said, and how it ended.
   *
   * @param figures its last line when that is JSON; null otherwise
   */
  record Said(String words, String figures, boolean succeeded) {
    static Said of(String words, int exitCode) {
      String[] lines = words.strip().split("\n", -1);
      String last = lines[lines.length - 1];
      return new Said(words, last.startsWith("{") ? last : null, exitCode == ModeCommand.OK);
    }
  }

  Said run(List<String> arguments) throws IOException, InterruptedException {
    return isBench() ? inAnotherProcess(arguments) : here(arguments);
  }

  private static Said here(List<String> arguments) {
    StringWriter said = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    int code = command.execute(arguments.toArray(new String[0]));
    return Said.of(said.toString(), code);
  }

  private static Said inAnotherProcess(List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ChildGateway.root().resolve("dualchannel").toString());
    command.add(BENCH);
    command.addAll(arguments);
    Process bench =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(bench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Said.of(said, bench.waitFor());
  }
}
