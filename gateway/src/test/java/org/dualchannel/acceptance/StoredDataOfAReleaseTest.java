package org.dualchannel.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.dualchannel.audit.Audit;
import org.dualchannel.audit.AuditReport;
import org.dualchannel.cli.RunningNode;
import org.dualchannel.cli.demo.Programme;
import org.dualchannel.cli.nemesis.Requests;
import org.dualchannel.snapshot.SnapshotFiles;
import org.dualchannel.v1.ClaimPrescriptionResponse;
import org.dualchannel.v1.DispensePrescriptionResponse;
import org.dualchannel.v1.Prescription;
import org.dualchannel.v1.PrescriptionDraft;
import org.dualchannel.v1.Settlement;
import org.dualchannel.v1.SubmitPrescriptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The data of every release is kept, and each later release opens it: the same ledger, the same
 * state, what was prescribed and settled is there, and the node goes on.
 *
 * <p>A directory has the log of the sample city and of all stories of the demo, a snapshot, and
 * some calls after it. {@code -Dupdate.fixture=NAME} makes one of the present release, when it is
 * released and never again: whatever decides otherwise afterwards has to become a new version of
 * the rules ({@code docs/decisions/0012}).
 */
class StoredDataOfAReleaseTest {
  private static final Path STORED = Path.of("src", "test", "resources", "stored-data");
  private static final int SUBMITTED = 3;

  private static final Map<String, String> SETTINGS =
      Map.of("tables.kind", "heap", "report.kind", "off");

  @TempDir private Path temp;

  static List<String> releases() throws IOException {
    try (Stream<Path> files = Files.list(STORED)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".zip"))
          .map(name -> name.substring(0, name.length() - ".zip".length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void isOpenedByThisOne(String release) throws Exception {
    Properties expected = new Properties();
    try (var in = Files.newBufferedReader(STORED.resolve(release + ".properties"))) {
      expected.load(in);
    }
    Path data = temp.resolve("data");
    unzip(STORED.resolve(release + ".zip"), data);

    AuditReport audit = Audit.run(data);
    assertEquals(List.of(), audit.differences());
    assertEquals(expected.getProperty("ledger"), audit.ledgerHash());
    assertEquals(expected.getProperty("state"), audit.stateHash());
    assertEquals(expected.getProperty("settlements"), String.valueOf(audit.settlements()));
    assertEquals(1, audit.snapshots());

    long records = Long.parseLong(expected.getProperty("records"));
    try (RunningNode node = RunningNode.start(data, SETTINGS)) {
      assertTrue(node.startedFrom() > 0, "from its snapshot");
      assertEquals(expected.getProperty("ledger"), node.ledgerHash(records));
      for (int i = 0; i < SUBMITTED; i++) {
        String id = expected.getProperty("prescription." + i);
        Prescription there = Requests.prescription(node.channel(), id);
        holds(
            PrescriptionDraft.parseFrom(bytes(expected, "draft." + i)), there.getDraft(), release);
      }
      Settlement settled = Settlement.parseFrom(bytes(expected, "settlement"));
      holds(settled, Requests.settlement(node.channel(), settled.getSettlementId()), release);
      Requests.prepare(node.channel(), 1);
    }
    assertEquals(List.of(), Audit.run(data).differences(), "after it went on");

    Path replayed = temp.resolve("replayed");
    unzip(STORED.resolve(release + ".zip"), replayed);
    for (SnapshotFiles.Named snapshot : SnapshotFiles.in(replayed).list()) {
      Files.delete(snapshot.path());
    }
    try (RunningNode node = RunningNode.start(replayed, SETTINGS)) {
      assertEquals(0, node.startedFrom(), "from the beginning of its log");
      assertEquals(expected.getProperty("ledger"), node.ledgerHash(records));
    }
  }

  @Test
  void thereIsOne() throws IOException {
    assertNotEquals(List.of(), releases());
  }

  /** What was known is known alike; a later release may know more. */
  private static void holds(Message known, Message now, String release) {
    known
        .getAllFields()
        .forEach(
            (field, value) -> {
              Object there = now.getField(field);
              if (value instanceof Message part && there instanceof Message other) {
                holds(part, other, release);
              } else if (value instanceof List<?> list && there instanceof List<?> others) {
                assertEquals(list.size(), others.size(), release + ": " + field);
                for (int i = 0; i < list.size(); i++) {
                  if (list.get(i) instanceof Message part && others.get(i) instanceof Message at) {
                    holds(part, at, release);
                  } else {
                    assertEquals(list.get(i), others.get(i), release + ": " + field);
                  }
                }
              } else {
                assertEquals(value, there, release + ": " + field);
              }
            });
  }

  @Test
  @EnabledIfSystemProperty(named = "update.fixture", matches = "[0-9A-Za-z.-]+")
  void keepTheDataOfThisRelease() throws Exception {
    String release = System.getProperty("update.fixture");
    Path data = temp.resolve("data");
    Properties expected = new Properties();
    try (RunningNode node = RunningNode.start(data, SETTINGS)) {
      node.importSampleCity();
      PrintWriter nowhere =
          new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      assertTrue(new Programme(nowhere).play(node.channel(), Clock.systemUTC()));
      snapshot(node.http(), data);
      Requests.prepare(node.channel(), SUBMITTED);
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < SUBMITTED; i++) {
        var submit = Requests.submit("stored-" + i, i);
        var answer = (SubmitPrescriptionResponse) Requests.call(node.channel(), submit, 10_000);
        ids.add(answer.getPrescriptionId());
        expected.setProperty("prescription." + i, answer.getPrescriptionId());
        expected.setProperty("draft." + i, text(submit.getPrescription()));
      }
      var claim =
          (ClaimPrescriptionResponse)
              Requests.call(node.channel(), Requests.claim(ids.get(0)), 10_000);
      var dispensed =
          (DispensePrescriptionResponse)
              Requests.call(
                  node.channel(),
                  Requests.dispense(ids.get(0), claim.getClaimSecret(), 9_000_001),
                  10_000);
      expected.setProperty("settlement", text(dispensed.getSettlement()));
    }
    AuditReport audit = Audit.run(data);
    assertEquals(List.of(), audit.differences());
    assertEquals(1, audit.snapshots());
    expected.setProperty("ledger", audit.ledgerHash());
    expected.setProperty("state", audit.stateHash());
    expected.setProperty("settlements", String.valueOf(audit.settlements()));
    expected.setProperty("records", String.valueOf(audit.log().records()));
    zip(data, STORED.resolve(release + ".zip"));
    List<String> lines =
        expected.stringPropertyNames().stream()
            .sorted()
            .map(name -> name + '=' + expected.getProperty(name))
            .toList();
    Files.write(STORED.resolve(release + ".properties"), lines);
  }

  private static void snapshot(String http, Path data) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + http + "/admin/snapshot"))
            .header("x-dualchannel-admin", "snapshot")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertEquals(202, answer.statusCode(), answer.body());
    await(() -> !SnapshotFiles.in(data).list().isEmpty());
  }

  private static String text(Message message) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(message.toByteArray());
  }

  private static byte[] bytes(Properties expected, String key) {
    return Base64.getUrlDecoder().decode(expected.getProperty(key));
  }

  /** What a node needs, and nothing of the run that made it. */
  private static void zip(Path data, Path to) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to));
        Stream<Path> files = Files.walk(data)) {
      out.setLevel(9);
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = data.relativize(file).toString();
        if (!name.equals("lock") && !name.startsWith("log/marks")) {
          ZipEntry entry = new ZipEntry(name);
          entry.setTime(0);
          out.putNextEntry(entry);
          Files.copy(file, out);
          out.closeEntry();
        }
      }
    }
  }

  private static void unzip(Path from, Path to) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(from))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = to.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(in, file);
      }
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "not within 60 s");
      LockSupport.parkNanos(1_000_000);
    }
  }
}
