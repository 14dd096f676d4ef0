package org.dualchannel.loadtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much processor time each side takes while a load is on, in cores: on a small machine the
 * generator can be the limit, and a reader has to see it. Read from Linux's /proc; elsewhere there
 * are no figures.
 */
final class Processor {
  private static final double TICKS_PER_SECOND = 100;
  private static final int STAT_UTIME = 11;
  private static final int STAT_STIME = 12;

  private final Map<String, Supplier<List<Long>>> watched = new LinkedHashMap<>();
  private Map<String, Double> begun = Map.of();
  private long begunNanos;

  /** The generator is watched, and the whole machine. */
  Processor() {
    watch("generator", () -> List.of(ProcessHandle.current().pid()));
  }

  /** Adds processes under a name. */
  Processor watch(String name, Supplier<List<Long>> pids) {
    watched.put(name, pids);
    return this;
  }

  /** Adds a process with all that it started. */
  Processor watchTree(String name, long pid) {
    return watch(
        name,
        () ->
            ProcessHandle.of(pid)
                .map(
                    root ->
                        Stream.concat(Stream.of(root), root.descendants())
                            .map(ProcessHandle::pid)
                            .collect(Collectors.toList()))
                .orElse(List.of()));
  }

  /** From here on. */
  void begin() {
    begunNanos = System.nanoTime();
    begun = seconds();
  }

  /** Cores that each took since {@link #begin}; {@code machine} is everything that runs on it. */
  Map<String, Double> cores() {
    Map<String, Double> now = seconds();
    double elapsed = (System.nanoTime() - begunNanos) / 1e9;
    Map<String, Double> cores = new LinkedHashMap<>();
    now.forEach(
        (name, seconds) ->
            cores.put(name, Math.max(0, seconds - begun.getOrDefault(name, seconds)) / elapsed));
    return cores;
  }

  /** In words, as {@code gateway 1.21, generator 0.35, machine 1.80 of 2 cores}. */
  static String words(Map<String, Double> cores) {
    if (cores.isEmpty()) {
      return "not known on this system";
    }
    return cores.entrySet().stream()
            .map(entry -> String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "))
        + " of "
        + Runtime.getRuntime().availableProcessors()
        + " cores";
  }

  private Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    if (!Files.isReadable(Path.of("/proc/stat"))) {
      return seconds;
    }
    watched.forEach(
        (name, pids) ->
            seconds.put(name, pids.get().stream().mapToDouble(Processor::ofProcess).sum()));
    seconds.put("machine", ofMachine());
    return seconds;
  }

  private static double ofProcess(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name of the program is in parentheses and may hold blanks.
      String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(words[STAT_UTIME]) + Long.parseLong(words[STAT_STIME]))
          / TICKS_PER_SECOND;
    } catch (IOException gone) {
      return 0;
    }
  }

  private static double ofMachine() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      String[] words = lines.findFirst().orElseThrow().trim().split(" +");
      // user nice system idle iowait irq softirq steal
      long busy = 0;
      for (int i = 1; i < Math.min(words.length, 9); i++) {
        busy += i == 4 || i == 5 ? 0 : Long.parseLong(words[i]);
      }
      return busy / TICKS_PER_SECOND;
    } catch (IOException unreadable) {
      return 0;
    }
  }
}
