package org.dualchannel.loadtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The figures of every step, one line of JSON each, with the commit and the day on which it was
 * measured. A step that is measured again replaces its own line only.
 */
final class FigureFile {
  private static final Pattern STEP = Pattern.compile("\\{\"step\": \"([a-z]+)\".*");

  private final Path file;
  private final Map<String, String> lines = new LinkedHashMap<>();

  FigureFile(Path file) throws IOException {
    this.file = file;
    for (Step step : Step.ALL) {
      lines.put(step.name(), null); // in this order
    }
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        Matcher step = STEP.matcher(line);
        if (step.matches() && lines.containsKey(step.group(1))) {
          lines.put(step.group(1), line);
        }
      }
    }
  }

  /** Takes the figures of a step in, and writes the file. */
  void put(String step, String commit, String date, String figures) throws IOException {
    lines.put(
        step,
        "{\"step\": \"%s\", \"commit\": \"%s\", \"date\": \"%s\", %s"
            .formatted(step, commit, date, figures.substring(1)));
    Files.writeString(file, String.join("\n", all().values()) + '\n');
  }

  /** The lines that there are, by step. */
  Map<String, String> all() {
    Map<String, String> there = new LinkedHashMap<>(lines);
    there.values().removeIf(line -> line == null);
    return there;
  }
}
