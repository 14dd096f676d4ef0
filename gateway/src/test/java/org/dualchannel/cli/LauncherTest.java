package org.dualchannel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The two launchers, run for real against a build tool and a JDK that only note how they were
 * called.
 */
@Timeout(60)
class LauncherTest {

  private static final Path SOURCES = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path directory;
  private Path root;
  private Path tools;
  private Path jdk;
  private Path lastChanged;

  private record Result(int exit, String out, String err) {}

  @BeforeEach
  void layOut() throws IOException {
    root = Files.createDirectories(directory.resolve("a project"));
    tools = Files.createDirectories(directory.resolve("tools"));
    for (String module : List.of("proto", "gateway", "loadtest", "benchmarks")) {
      Files.createDirectories(root.resolve(module).resolve("src/main"));
      old(Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>"));
      old(root.resolve(module).resolve("src/main"));
    }
    old(Files.writeString(root.resolve("pom.xml"), "<project/>"));
    old(Files.createDirectories(root.resolve(".mvn")));
    script(root.resolve("dualchannel"), Files.readString(SOURCES.resolve("dualchannel")));
    script(
        tools.resolve("real-launcher"),
        Files.readString(SOURCES.resolve("gateway/src/main/dist/bin/dualchannel")));
    script(
        tools.resolve("mvn"),
        """
        #!/bin/sh
        echo "$@" >>"$PWD/builds"
        [ ! -e "$PWD/broken" ] || { echo "there is an error"; exit 1; }
        mkdir -p gateway/target/dist/bin gateway/target/dist/conf
        cp '%s/real-launcher' gateway/target/dist/bin/dualchannel
        """
            .formatted(tools));
    jdk = directory.resolve("a jdk");
    jdk("17.0.9");
  }

  private void jdk(String version) throws IOException {
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    script(
        jdk.resolve("bin/java"),
        "#!/bin/sh\nfor each; do echo \"[$each]\"; done\nexit ${JAVA_EXIT:-0}\n");
  }

  @Test
  void buildsOnceSaysSoAndIsQuietAfterwards() throws Exception {
    Result first = launch("demo", "two words", "");
    assertEquals(0, first.exit(), first.err());
    assertEquals(1, first.err().lines().count(), first.err());
    assertTrue(first.err().contains("building gateway"), first.err());
    assertTrue(
        first.out().endsWith("[org.dualchannel.cli.Main]\n[demo]\n[two words]\n[]\n"), first.out());

    Result second = launch("demo");
    assertEquals("", second.err());
    assertEquals(1, builds());
  }

  @Test
  void buildsAgainAfterAChangeOfASourceAPomOrARemoval() throws Exception {
    Path source = Files.writeString(root.resolve("gateway/src/main/A.java"), "");
    old(source);
    old(root.resolve("gateway/src/main"));
    launch();
    assertEquals(1, builds());
    newer(source);
    launch();
    assertEquals(2, builds());
    newer(root.resolve("proto/pom.xml"));
    launch();
    assertEquals(3, builds());
    Files.delete(source);
    newer(root.resolve("gateway/src/main"));
    launch();
    assertEquals(4, builds());
    newer(Files.writeString(root.resolve("README.md"), "no source"));
    newer(root.resolve("loadtest/pom.xml"));
    launch();
    assertEquals(4, builds());
  }

  @Test
  void aFailedBuildIsShownAndTriedAgain() throws Exception {
    Files.createFile(root.resolve("broken"));
    Result failed = launch("demo");
    assertEquals(1, failed.exit());
    assertEquals("", failed.out());
    assertTrue(failed.err().contains("there is an error"), failed.err());
    Files.delete(root.resolve("broken"));
    assertEquals(0, launch("demo").exit());
  }

  @Test
  void manyAtOnceBuildOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      processes.add(start(root, root.resolve("dualchannel").toString(), Map.of(), "demo"));
    }
    for (Process process : processes) {
      assertEquals(0, finish(process).exit());
    }
    assertEquals(1, builds());
  }

  @Test
  void worksFromElsewhereAndThroughLinks() throws Exception {
    Path link = Files.createSymbolicLink(tools.resolve("dc"), root.resolve("dualchannel"));
    Path relative = Files.createSymbolicLink(tools.resolve("dc2"), Path.of("dc"));
    for (Path each : List.of(link, relative)) {
      Result result = finish(start(directory, each.toString(), Map.of(), "demo"));
      assertEquals(0, result.exit(), result.err());
      assertTrue(result.out().contains("/a project/gateway/target/dist/lib/*]"), result.out());
    }
    assertEquals(1, builds());
  }

  @Test
  void loadtestAndBenchRunTheirOwnProgram() throws Exception {
    Result load = launch("loadtest", "steady", "--rate", "5");
    assertTrue(load.err().contains("building loadtest"), load.err());
    assertTrue(
        load.out().endsWith("[org.dualchannel.loadtest.Main]\n[steady]\n[--rate]\n[5]\n"),
        load.out());
    assertTrue(load.out().contains("/loadtest/target/lib/*]"), load.out());
    Result bench = launch("bench", "Codec.*");
    assertTrue(bench.out().endsWith("[org.dualchannel.benchmarks.Main]\n[Codec.*]\n"), bench.out());
    assertEquals("", launch("demo").err(), "the gateway was built on the way");
  }

  @Test
  void theExitCodeIsThatOfTheCommand() throws Exception {
    launch();
    assertEquals(
        2, finish(start(root, "./dualchannel", Map.of("JAVA_EXIT", "2"), "nonsense")).exit());
  }

  @Test
  void optionsOfTheFileThenThoseOfTheEnvironment() throws Exception {
    launch();
    Result result =
        finish(start(root, "./dualchannel", Map.of("DUALCHANNEL_OPTS", "-Xmx9g -Da=*"), "x"));
    List<String> lines = result.out().lines().toList();
    assertTrue(lines.get(0).endsWith("/conf/jvm.options]"), result.out());
    assertEquals(List.of("[-Xmx9g]", "[-Da=*]"), lines.subList(1, 3));
    jdk("25.0.1");
    assertTrue(launch("x").out().contains("/conf/jvm-24.options]"));
  }

  @Test
  void anOldJavaOrOneWithoutCompilerIsRefused() throws Exception {
    launch();
    jdk("11.0.2");
    Result old = launch("x");
    assertEquals(1, old.exit());
    assertTrue(old.err().contains("Java 17 or newer"), old.err());
    jdk("17");
    Files.delete(jdk.resolve("bin/javac"));
    Result runtime = launch("x");
    assertEquals(1, runtime.exit());
    assertTrue(runtime.err().contains("has no javac"), runtime.err());
    Result nowhere = finish(start(root, "./dualchannel", Map.of("JAVA_HOME", "/nowhere"), "x"));
    assertEquals(1, nowhere.exit());
    assertTrue(nowhere.err().contains("JAVA_HOME"), nowhere.err());
  }

  private Result launch(String... args) throws Exception {
    return finish(start(root, "./dualchannel", Map.of(), args));
  }

  private Process start(
      Path workingDirectory, String program, Map<String, String> environment, String... args)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
    builder.environment().put("PATH", tools + ":" + builder.environment().get("PATH"));
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().remove("DUALCHANNEL_OPTS");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Result finish(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the launcher hangs");
    return new Result(process.exitValue(), out, err);
  }

  private long builds() throws IOException {
    return Files.readAllLines(root.resolve("builds")).size();
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void old(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
  }

  /** Puts the last build a minute back and the file between it and now. */
  private void newer(Path file) throws IOException {
    if (lastChanged != null && Files.exists(lastChanged)) {
      old(lastChanged);
    }
    lastChanged = file;
    Instant now = Instant.now();
    Files.setLastModifiedTime(
        root.resolve("gateway/target/launcher.stamp"), FileTime.from(now.minusSeconds(60)));
    Files.setLastModifiedTime(file, FileTime.from(now.minusSeconds(30)));
  }
}
