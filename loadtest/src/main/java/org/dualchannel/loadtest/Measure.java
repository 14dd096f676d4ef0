package org.dualchannel.loadtest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
      "Runs every mode once, each with a gateway of its own, and the micro-benchmarks that the page"
          + " shows, and prints their figures: in about an hour. With --update the figures, the"
          + " plots and the pages go into DIR/performance, and the figures of DIR/performance.md"
          + " are replaced.",
      "The machine should do nothing else meanwhile. The last line is a JSON object with mode, steps"
          + " and failed."
    })
final class Measure implements Callable<Integer> {
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
      description = {
        "Only these: ceiling, steady, ramp, peer, batch, stream, nodes, soak; and of the"
            + " micro-benchmarks decide, growth, footprint, replay, restart. The others' figures"
            + " stay as they are, each with its commit."
      })
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
      description = "Further options of every mode, such as --with=--data=/srv/data.")
  private List<String> with = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<Step> steps = steps();
    Machine.lookAtLoad();
    String commit = commit();
    Path to = docs == null ? null : docs.resolve("performance");
    FigureFile file = null;
    if (to != null) {
      Files.createDirectories(to);
      file = new FigureFile(to.resolve("figures.jsonl"));
    }
    int measured = 0;
    int failed = 0;
    for (Step step : steps) {
      out.printf("=== %s: %s%n", step.name(), step.commandLine());
      out.flush();
      Step.Said said = step.run(arguments(step, to));
      out.println(said.words());
      out.flush();
      failed += said.succeeded() ? 0 : 1;
      measured += said.figures() == null ? 0 : 1;
      if (file != null && said.figures() != null) {
        String date = LocalDate.now(ZoneOffset.UTC).toString();
        file.put(step.name(), commit, date, said.figures());
        update(file);
      }
    }
    out.printf("%n%s%n", Machine.words());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("mode", "measure");
    figures.put("steps", measured);
    figures.put("failed", failed);
    out.println(Json.object(figures));
    out.flush();
    return failed == 0 ? ModeCommand.OK : ModeCommand.FAILED;
  }

  private List<Step> steps() {
    List<String> names = Step.ALL.stream().map(Step::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "--only: '" + name + "' is not one of " + names);
      }
    }
    return Step.ALL.stream().filter(step -> only.isEmpty() || only.contains(step.name())).toList();
  }

  private List<String> arguments(Step step, Path to) {
    List<String> arguments = new ArrayList<>(step.arguments(quick));
    if (!step.isBench()) {
      arguments.addAll(with);
      if (to != null) {
        arguments.addAll(List.of("--svg", to.resolve(step.name() + ".svg").toString()));
      }
    }
    return arguments;
  }

  private void update(FigureFile file) throws IOException {
    Path page = docs.resolve("performance.md");
    if (Files.exists(page)) {
      Map<String, String> words = Map.of("machine", Machine.words());
      Files.writeString(page, Figures.replace(Files.readString(page), words, file.all()));
    }
  }

  /** What is measured: the commit, with a plus when the sources are not as it has them. */
  private static String commit() throws IOException, InterruptedException {
    String commit = git("rev-parse", "--short", "HEAD");
    String changes = git("status", "--porcelain", "--", ".", ":!docs");
    return commit.isEmpty() ? "unknown" : changes.isEmpty() ? commit : commit + '+';
  }

  private static String git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    Process git = new ProcessBuilder(command).directory(ChildGateway.root().toFile()).start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return git.waitFor() == 0 ? said : "";
  }
}
