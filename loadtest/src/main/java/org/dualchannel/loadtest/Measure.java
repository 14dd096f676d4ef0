package org.dualchannel.loadtest;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** All modes one after another, and what they found put into the performance page. */
@Command(
    name = "measure",
    description = {
      "Runs every mode once, in about 23 minutes, each with a gateway of its own, and prints their"
          + " figures. With --update the figures, the plots and the pages go into"
          + " DIR/performance, and the figures of DIR/performance.md are replaced.",
      "The machine should do nothing else meanwhile. The last line is a JSON object with mode, steps"
          + " and failed."
    })
final class Measure implements Callable<Integer> {
  /**
   * Name of each step and its command line. The warm-ups are long: on two cores the compiler needs
   * half a minute, and three members at once need two minutes of them.
   */
  private static final Map<String, String> STEPS = new LinkedHashMap<>();

  static {
    STEPS.put("ceiling", "ceiling --rounds 3 --seconds 8 --warm-up 40");
    STEPS.put("steady", "steady --rate 2390 --seconds 60 --warm-up 45 --with-echo");
    STEPS.put("ramp", "ramp --from 1000 --factor 1.5 --seconds 6 --settle 1 --warm-up 80");
    STEPS.put("peer", "peer --rounds 3 --seconds 5 --warm-up 30");
    STEPS.put("batch", "peer --batch 100 --rounds 3 --seconds 5 --warm-up 30");
    STEPS.put("stream", "stream --seconds 15 --warm-up 30");
    STEPS.put("nodes", "nodes --rounds 3 --seconds 8 --warm-up 130");
    STEPS.put("soak", "soak --rate 5000 --seconds 150 --warm-up 45");
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--update",
      paramLabel = "DIR",
      description = "Directory of the documentation: docs.")
  private Path docs;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "STEP",
      description = "Only these: ceiling, steady, ramp, peer, batch, stream, nodes, soak.")
  private List<String> only = List.of();

  @Option(
      names = "--quick",
      description =
          "Seconds instead of minutes and low rates: whether everything works, no figures to keep.")
  private boolean quick;

  @Option(
      names = "--with",
      split = ",",
      paramLabel = "OPTION",
      description = "Further options of every step, such as --with=--data=/srv/data.")
  private List<String> with = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    for (String name : only) {
      if (!STEPS.containsKey(name)) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "--only: '" + name + "' is not one of " + STEPS.keySet());
      }
    }
    Machine.lookAtLoad();
    Path to = docs == null ? null : docs.resolve("performance");
    if (to != null) {
      Files.createDirectories(to);
    }
    Map<String, String> results = new LinkedHashMap<>();
    List<String> failed = new ArrayList<>();
    for (Map.Entry<String, String> step : STEPS.entrySet()) {
      String name = step.getKey();
      if (!only.isEmpty() && !only.contains(name)) {
        continue;
      }
      out.printf("=== %s: ./dualchannel loadtest %s%n", name, step.getValue());
      out.flush();
      if (!run(name, arguments(step.getValue(), to, name), results, out)) {
        failed.add(name);
      }
    }
    if (to != null) {
      update(to, results);
    }
    out.printf("%n%s%n", Machine.words());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("mode", "measure");
    figures.put("steps", results.size());
    figures.put("failed", failed.size());
    out.println(Json.object(figures));
    out.flush();
    return failed.isEmpty() ? ModeCommand.OK : ModeCommand.FAILED;
  }

  private List<String> arguments(String words, Path to, String name) {
    List<String> arguments = new ArrayList<>(Arrays.asList(words.split(" ")));
    if (quick) {
      for (int i = 0; i < arguments.size() - 1; i++) {
        if (List.of("--seconds", "--warm-up", "--rounds").contains(arguments.get(i))) {
          arguments.set(i + 1, "1");
        } else if (List.of("--rate", "--from").contains(arguments.get(i))) {
          arguments.set(i + 1, "100");
        }
      }
    }
    arguments.addAll(with);
    if (to != null) {
      arguments.addAll(List.of("--svg", to.resolve(name + ".svg").toString()));
    }
    return arguments;
  }

  private static boolean run(
      String name, List<String> arguments, Map<String, String> results, PrintWriter out) {
    StringWriter said = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    int code = command.execute(arguments.toArray(new String[0]));
    out.println(said);
    out.flush();
    String[] lines = said.toString().strip().split("\n", -1);
    String last = lines[lines.length - 1];
    if (last.startsWith("{")) {
      results.put(name, last);
    }
    return code == ModeCommand.OK;
  }

  private void update(Path to, Map<String, String> results)
      throws IOException, InterruptedException {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("machine", Machine.words());
    words.put("commit", commit());
    words.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    StringBuilder lines = new StringBuilder();
    results.forEach((name, json) -> lines.append(json).append('\n'));
    Files.writeString(to.resolve("figures.jsonl"), lines);
    Path page = docs.resolve("performance.md");
    if (Files.exists(page)) {
      Files.writeString(page, Figures.replace(Files.readString(page), words, results));
    }
  }

  private static String commit() throws IOException, InterruptedException {
    Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
    String words = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return git.waitFor() == 0 && !words.isEmpty() ? words : "unknown";
  }
}
