package org.dualchannel.loadtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** What a run was measured on. */
final class Machine {
  private Machine() {}

  /** One sentence. */
  static String words() {
    Runtime.Version java = Runtime.version();
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %d GiB of memory, %s %s, Java %s, load average before the run %s",
        line("/proc/cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        gib(line("/proc/meminfo", "MemTotal")),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        java,
        LOAD_AT_START);
  }

  private static final String LOAD_AT_START = load();

  /** Fixes the load average, which the run itself will raise. */
  static void lookAtLoad() {
    if (LOAD_AT_START.isEmpty()) {
      throw new AssertionError("never empty");
    }
  }

  private static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    } catch (IOException elsewhere) {
      return "unknown";
    }
  }

  private static long gib(String kilobytes) {
    String digits = kilobytes.replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Math.round(Long.parseLong(digits) / 1024.0 / 1024.0);
  }

  private static String line(String file, String name) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(each -> each.startsWith(name))
          .map(each -> each.substring(each.indexOf(':') + 1).trim())
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException elsewhere) {
      return "unknown";
    }
  }
}
