package org.dualchannel.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dualchannel.cli.CommandRun;
import org.dualchannel.cli.RunningNode;
import org.dualchannel.cli.nemesis.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What cannot work is refused at once, in one line that says what to change. */
@Timeout(120)
class ServeRefusesTest {
  @TempDir private Path dir;

  @Test
  void aDirectoryThatANodeUses() throws Exception {
    try (RunningNode node = start(Map.of())) {
      assertRefused(serve(dir), "is in use by process " + ProcessHandle.current().pid());
      assertRefused(
          CommandRun.of("audit", "--data", dir.toString()),
          "is in use by process " + ProcessHandle.current().pid());
      assertTrue(node.channel() != null);
    }
  }

  @Test
  void aGrpcPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(
          serve(dir, "grpc.port=" + taken.getLocalPort()), "grpc", "" + taken.getLocalPort());
    }
    start(Map.of()).close(); // it let go of the directory
  }

  @Test
  void anHttpPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(
          serve(dir, "http.port=" + taken.getLocalPort()), "http", "" + taken.getLocalPort());
    }
    start(Map.of()).close();
  }

  @Test
  void anAddressThatOthersReachWithoutTls() throws Exception {
    assertSetting(
        serve(dir, "grpc.host=0.0.0.0", "grpc.developmentMode=false"), "grpc.host", "grpc.tls");
    assertSetting(serve(dir, "grpc.host=0.0.0.0"), "grpc.host", "loopback");
  }

  @Test
  void aDirectoryThatCannotBeWritten() throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "not a directory");
    assertRefused(serve(file), file.toString());
    assertRefused(serve(file.resolve("data")), file.toString());
  }

  @Test
  void settingsThatDoNotExist() throws Exception {
    assertSetting(serve(dir, "grpc.prot=1"), "grpc.prot");
    assertSetting(serve(dir, "grpc.port=70000"), "grpc.port");
    assertRefused(serve(dir, "tables.capacity.prescription=1"), "prescription:", "prescriptions");
  }

  @Test
  void callersWhoSayWhoTheyAreOutsideDevelopmentMode() throws Exception {
    try (RunningNode node = start(Map.of("grpc.developmentMode", "false"))) {
      StatusRuntimeException e =
          assertThrows(
              StatusRuntimeException.class,
              () -> Stubs.hospital(node.channel()).submitPrescription(Requests.submit("N-1", 1)));
      assertEquals(Code.UNAUTHENTICATED, e.getStatus().getCode());
    }
  }

  @Test
  void anAuditOfNothing() {
    assertRefused(
        CommandRun.of("audit", "--data", dir.resolve("missing").toString()), "no log", "missing");
    assertFalse(Files.exists(dir.resolve("missing")));
    assertRefused(CommandRun.of("audit", "--data", dir.toString()), "no log");
  }

  @Test
  void wrongOptionsAreTwo() {
    for (List<String> wrong :
        List.of(
            List.of("serve"),
            List.of("serve", "--nosuch"),
            List.of("serve", "--data"),
            List.of("serve", "--set", "novalue", "--data", dir.toString()),
            List.of("audit"),
            List.of("audit", "--data", dir.toString(), "more"),
            List.of("import", dir.toString()),
            List.of("import", "--target", "127.0.0.1:1"),
            List.of("demo", "--nosuch"))) {
      CommandRun run = CommandRun.of(wrong.toArray(String[]::new));
      assertEquals(2, run.exitCode(), () -> wrong + ": " + run.told());
      assertTrue(run.err().contains("Usage: dualchannel"), () -> wrong + ": " + run.told());
    }
  }

  @Test
  void aBrokenFolderNamesFileAndLineAndSendsNothing() throws Exception {
    Path folder = Files.createDirectory(dir.resolve("folder"));
    Files.writeString(
        folder.resolve("persons.csv"),
        """
        # two rows, two mistakes
        area,person_number,sex,birth_date,scheme,person_type,status,benefit,assistance_group,annual_income_fen,account_balance_fen,special_outpatient,filings
        120100,P0000000001,FEMALE,1985-03-02,310,1101,ACTIVE,2024-01-01/,,,,,
        120100,P0000000002,NEITHER,1985-03-02,310,1101,ACTIVE,2024-01-01/,,,,,
        120100,P0000000003,MALE,1985-02-30,310,1101,ACTIVE,2024-01-01/,,,,,
        """);
    try (ServerSocket gateway = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      gateway.setSoTimeout(1);
      CommandRun run =
          CommandRun.of(
              "import", folder.toString(), "--target", "127.0.0.1:" + gateway.getLocalPort());

      assertEquals(1, run.exitCode(), run::told);
      assertTrue(run.err().contains("persons.csv:4"), run::told);
      assertTrue(run.err().contains("persons.csv:5"), run::told);
      assertTrue(run.err().contains("Nothing was sent."), run::told);
      assertThrows(IOException.class, gateway::accept, "it did not even connect");
    }
  }

  @Test
  void aFolderThatIsNotThere() {
    CommandRun run =
        CommandRun.of("import", dir.resolve("missing").toString(), "--target", "127.0.0.1:1");
    assertEquals(1, run.exitCode(), run::told);
    assertTrue(run.err().contains("missing"), run::told);
    assertFalse(run.err().contains("\tat "), run::told);
  }

  private RunningNode start(Map<String, String> more) throws Exception {
    Map<String, String> settings = new java.util.HashMap<>(more);
    settings.put("tables.kind", "heap");
    return RunningNode.start(dir, settings);
  }

  /** Runs {@code serve} within this process; it must not come so far as to run. */
  private static CommandRun serve(Path data, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("serve", "--data", data.toString()));
    List<String> settings =
        new ArrayList<>(
            List.of(
                "grpc.port=0",
                "grpc.developmentMode=true",
                "http.port=0",
                "tables.kind=heap",
                "log.members=127.0.0.1:" + RunningNode.freeLogPorts()));
    settings.addAll(List.of(more));
    settings.forEach(each -> args.addAll(List.of("--set", each)));
    return CommandRun.of(args.toArray(String[]::new));
  }

  /** All that is wrong with a configuration is told at once, a line each. */
  private static void assertSetting(CommandRun run, String... said) {
    assertEquals(1, run.exitCode(), run::told);
    List<String> lines = run.err().strip().lines().toList();
    assertEquals("serve: The configuration cannot be used:", lines.get(0));
    assertTrue(lines.stream().skip(1).allMatch(each -> each.matches("  [\\w.]+: .*")), run::told);
    for (String each : said) {
      assertTrue(run.err().contains(each), () -> "expected: " + each + "\n" + run.told());
    }
  }

  private static void assertRefused(CommandRun run, String... said) {
    assertEquals(1, run.exitCode(), run::told);
    assertEquals(1, run.err().strip().lines().count(), run::told);
    for (String each : said) {
      assertTrue(run.err().contains(each), () -> "expected: " + each + "\n" + run.told());
    }
  }
}
