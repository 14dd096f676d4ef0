package org.dualchannel.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/**
 * A few seconds of what {@code .ci/fuzz} does for hours, all properties in one go. In a process of
 * its own, since Jazzer's agent changes every class that is loaded.
 */
class JazzerSearchesTest {
  private static final int SEARCH_SECONDS = 5;
  private static final int MOST_SECONDS = 900; // of a machine that does much else

  /** Generated classes and tables are left as they are: to change them takes longer than to run. */
  private static final String SEARCHED =
      Stream.of("codec", "trace", "catalogue", "cli.load", "log", "snapshot", "edge")
          .map(each -> "org.dualchannel." + each + ".**")
          .collect(Collectors.joining(":"));

  @TempDir private Path temp;

  @Test
  @Tag("slow")
  @EnabledForJreRange(max = JRE.JAVA_21)
  void andFindsNothingAtOnce() throws Exception {
    Path inputs = Files.createDirectories(temp.resolve("inputs"));
    JazzerTarget.main(new String[] {"all", inputs.toString()});
    Path log = temp.resolve("log");
    Process jazzer =
        new ProcessBuilder(command(inputs))
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertTrue(jazzer.waitFor(MOST_SECONDS, TimeUnit.SECONDS), () -> end(log));
      assertEquals(0, jazzer.exitValue(), () -> end(log));
      assertTrue(end(log).contains("DONE"), () -> end(log));
    } finally {
      jazzer.destroyForcibly();
    }
  }

  private List<String> command(Path inputs) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (argument.startsWith("--add-")) {
        command.add(argument);
      }
    }
    String classPath = System.getProperty("java.class.path");
    command.addAll(
        List.of(
            "-Xmx500m",
            "-cp",
            System.getProperty("surefire.test.class.path", classPath),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + JazzerTarget.class.getName(),
            "--target_args=all",
            "--instrumentation_includes=" + SEARCHED,
            "--custom_hook_includes=" + SEARCHED,
            "--reproducer_path=" + temp,
            "-max_total_time=" + SEARCH_SECONDS,
            "-timeout=60",
            "-artifact_prefix=" + temp + "/",
            inputs.toString()));
    return command;
  }

  private static String end(Path log) {
    try {
      String text = Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1);
      return text.substring(Math.max(0, text.length() - 3_000));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
