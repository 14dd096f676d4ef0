package org.dualchannel.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Channel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dualchannel.audit.Audit;
import org.dualchannel.audit.AuditReport;
import org.dualchannel.audit.Tally;
import org.dualchannel.cli.CommandRun;
import org.dualchannel.cli.RunningNode;
import org.dualchannel.cli.demo.Programme;
import org.dualchannel.cli.nemesis.Requests;
import org.dualchannel.v1.ReleasePrescriptionRequest;
import org.dualchannel.v1.ReleaseReason;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The audit of a log that holds the stories of the demo and more finds nothing; whatever byte of it
 * is changed then, the audit finds it and names the place.
 */
class TheAuditFindsAnyChangedByteTest {
  private static final int FRAME_HEADER = 32;
  private static final int FRAME_ALIGNMENT = 32;

  /** Bytes of a frame at most: a change within a message may be reported where that begins. */
  private static final int MTU = 1_408;

  @TempDir private static Path dir;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** Two runs of a node, so that the log has two terms of leadership and a seal at each end. */
  @BeforeAll
  static void live() throws Exception {
    try (RunningNode node = RunningNode.start(dir, Map.of("tables.kind", "heap"))) {
      node.importSampleCity();
      assertTrue(
          new Programme(new PrintWriter(Writer.nullWriter()))
              .play(node.channel(), Clock.systemUTC()));
    }
    Map<String, String> more =
        Map.of("tables.kind", "heap", "tables.capacity.prescriptions", "12345678");
    try (RunningNode node = RunningNode.start(dir, more)) {
      Requests.prepare(node.channel(), 3);
      claimAndRelease(node.channel());
    }
  }

  private static void claimAndRelease(Channel channel) {
    String id =
        Stubs.hospital(channel)
            .submitPrescription(Requests.submit("RELEASED", 1))
            .getPrescriptionId();
    String secret = Stubs.pharmacy(channel).claimPrescription(Requests.claim(id)).getClaimSecret();
    Stubs.pharmacy(channel)
        .releasePrescription(
            ReleasePrescriptionRequest.newBuilder()
                .setRequestId(Requests.id())
                .setArea(Requests.AREA)
                .setPrescriptionId(id)
                .setDispenser(Requests.PHARMACY)
                .setClaimSecret(secret)
                .setReason(ReleaseReason.RELEASE_REASON_OUT_OF_STOCK)
                .build());
  }

  @Test
  void anUntouchedLogHasNoDifferences() {
    AuditReport report = Audit.run(dir);

    assertEquals(List.of(), report.differences());
    assertEquals(0, report.log().tornBytes());
    assertEquals(1, report.unsealed(), "sealed to the last record");
    Set<String> kinds = new TreeSet<>();
    for (Tally.Count count : report.commands().counts()) {
      kinds.add(count.command());
    }
    assertTrue(
        kinds.containsAll(
            List.of(
                "AddDrugs",
                "CancelPrescription",
                "ClaimPrescription",
                "CreateCatalogueVersion",
                "CreateEnrolment",
                "CreatePolicy",
                "DispensePrescription",
                "ImportRegistry",
                "PublishCatalogueVersion",
                "ReleasePrescription",
                "ReportStock",
                "ReturnDispense",
                "Seal",
                "SetCapacities",
                "SubmitPrescription")),
        kinds::toString);
    assertEquals(0, CommandRun.of("audit", "--data", dir.toString()).exitCode());
  }

  @Test
  void anyChangedByteOfTheRecordsIsFound() throws Exception {
    System.out.println("seed " + seed);
    int changed = 0;
    for (Path recording : files(".rec")) {
      for (long offset : placesIn(recording)) {
        assertFound(recording, offset, 1 << random.nextInt(8));
        changed++;
      }
    }
    System.out.println(changed + " bytes of the records changed one by one");
    assertTrue(changed >= 150, "only " + changed);
  }

  @Test
  void anyChangedByteOfTheCatalogueIsFound() throws Exception {
    System.out.println("seed " + seed);
    Path catalogue = files("archive.catalog").get(0);
    Set<Long> offsets = new TreeSet<>(List.of(0L, 4L, 8L, 16L, 31L, 32L, 64L, 100L, 200L));
    for (int i = 0; i < 15; i++) {
      offsets.add((long) random.nextInt(400));
      offsets.add((long) random.nextInt((int) Files.size(catalogue)));
    }
    for (long offset : offsets) {
      assertFound(catalogue, offset, 1 + random.nextInt(255));
    }
  }

  @Test
  void theCommandEndsWithOneAndTellsThePlace() throws Exception {
    Path recording = files(".rec").get(0);
    List<Integer> frames = frames(Files.readAllBytes(recording));
    int offset = frames.get(frames.size() / 2) + FRAME_HEADER + 1;
    change(recording, offset, 4);
    try {
      CommandRun audit = CommandRun.of("audit", "--data", dir.toString());

      assertEquals(1, audit.exitCode(), audit::told);
      assertTrue(audit.out().contains("DIFFERENCES:"), audit::told);
      assertTrue(audit.out().contains(recording.getFileName().toString()), audit::told);
      assertTrue(Pattern.compile("offset \\d+").matcher(audit.out()).find(), audit::told);
    } finally {
      change(recording, offset, 4);
    }
  }

  /**
   * The first and the last frames whole, every header field somewhere, payloads, the empty rest.
   */
  private Set<Long> placesIn(Path recording) throws IOException {
    byte[] bytes = Files.readAllBytes(recording);
    List<Integer> frames = frames(bytes);
    Set<Long> offsets = new TreeSet<>();
    int last = frames.get(frames.size() - 1);
    int end = last + aligned(length(bytes, last));
    for (int at : List.of(0, frames.get(1), frames.get(frames.size() / 2), last)) {
      for (int i = 0; i < FRAME_HEADER; i += 3) {
        offsets.add((long) at + i);
      }
      offsets.add((long) at + length(bytes, at) - 1); // the last byte of the payload
      offsets.add((long) at + aligned(length(bytes, at)) - 1); // alignment, if there is any
    }
    for (int at = last; at < end; at += 7) { // the end of the log: a seal
      offsets.add((long) at);
    }
    for (int i = 0; i < 60; i++) { // the cluster's header with its timestamp, the record, its CRC
      int at = frames.get(random.nextInt(frames.size()));
      offsets.add((long) at + random.nextInt(FRAME_HEADER));
      offsets.add(
          (long) at + FRAME_HEADER + random.nextInt(48) % (length(bytes, at) - FRAME_HEADER));
      offsets.add((long) at + FRAME_HEADER + random.nextInt(length(bytes, at) - FRAME_HEADER));
    }
    offsets.addAll(List.of((long) end, end + 1L, bytes.length - 1L));
    for (int i = 0; i < 5; i++) {
      offsets.add(end + (long) random.nextInt(bytes.length - end));
    }
    return offsets;
  }

  private static List<Integer> frames(byte[] bytes) {
    List<Integer> frames = new ArrayList<>();
    for (int at = 0; at < bytes.length && length(bytes, at) > 0; ) {
      frames.add(at);
      at += aligned(length(bytes, at));
    }
    return frames;
  }

  private static int length(byte[] bytes, int frame) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(frame);
  }

  private static int aligned(int length) {
    return (length + FRAME_ALIGNMENT - 1) / FRAME_ALIGNMENT * FRAME_ALIGNMENT;
  }

  private static void assertFound(Path file, long offset, int mask) throws IOException {
    change(file, offset, mask);
    try {
      List<String> differences = Audit.run(dir).differences();
      String what = "changed " + mask + " at offset " + offset + " of " + file + ": " + differences;
      assertTrue(!differences.isEmpty(), what);
      java.util.regex.Matcher place =
          Pattern.compile(Pattern.quote(file.getFileName().toString()) + " at offset (\\d+)")
              .matcher(differences.get(0));
      assertTrue(place.find(), what);
      long named = Long.parseLong(place.group(1));
      boolean messageBegins =
          named <= offset && differences.get(0).contains("message that begins here");
      assertTrue(messageBegins || Math.abs(named - offset) <= 2L * MTU, what);
    } finally {
      change(file, offset, mask);
    }
  }

  private static void change(Path file, long offset, int mask) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(offset);
      int before = access.readUnsignedByte();
      access.seek(offset);
      access.writeByte(before ^ mask);
    }
  }

  private static List<Path> files(String end) throws IOException {
    try (Stream<Path> all = Files.walk(dir)) {
      return all.filter(file -> file.toString().endsWith(end))
          .sorted()
          .collect(Collectors.toList());
    }
  }
}
