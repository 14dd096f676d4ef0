package org.dualchannel.cli.nemesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A {@code cluster} that is killed leaves nothing running. */
@Tag("slow")
class MembersEndWithTheirParentTest {
  @TempDir private Path dir;

  @Test
  void theMembersOfAKilledClusterEnd() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!argument.startsWith("-javaagent")) {
        command.add(argument);
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            "org.dualchannel.cli.Main",
            "cluster",
            "--nodes=1",
            "--port=0",
            "--set=report.kind=off",
            "--data=" + dir));
    Process cluster = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<ProcessHandle> members;
    try (BufferedReader out = cluster.inputReader()) {
      String line = out.readLine();
      while (line != null && !line.startsWith("ready")) {
        line = out.readLine();
      }
      members = cluster.descendants().toList();
      cluster.destroyForcibly().waitFor();
    }

    assertEquals(1, members.size());
    for (ProcessHandle member : members) {
      member.onExit().get(60, TimeUnit.SECONDS);
      assertTrue(!member.isAlive());
    }
  }
}
