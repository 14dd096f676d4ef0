package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.archive.Archive;
import io.aeron.archive.checksum.Checksums;
import io.aeron.cluster.ConsensusModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AeronLogTest extends ReplicatedLogContract {

  @TempDir private Path dir;

  @Override
  AeronLog open(RecordConsumer consumer) {
    return AeronLog.open(AeronLogs.context(dir), consumer);
  }

  @Override
  void breakDown(ReplicatedLog log, String reason) {
    ((AeronLog) log).failStop().onError(new IOException(reason));
  }

  @Test
  void everyFileIsForcedToDiskUnlessAskedOtherwise() {
    FailStop failStop = new FailStop(new Recorded());
    AeronLogContext ctx = AeronLogs.context(dir).conclude();
    Archive.Context archive = AeronNode.archive(ctx, failStop);
    ConsensusModule.Context consensus = AeronNode.consensus(ctx, new AppenderIdentity(), failStop);
    assertEquals(1, archive.fileSyncLevel());
    assertEquals(1, archive.catalogFileSyncLevel());
    assertEquals(1, consensus.fileSyncLevel());
    assertEquals(Checksums.crc32c().getClass(), archive.recordChecksum().getClass());
    assertEquals(Checksums.crc32c().getClass(), archive.replayChecksum().getClass());

    AeronLogContext unsafe = AeronLogs.context(dir).fileSyncLevel(0).conclude();
    assertEquals(0, AeronNode.archive(unsafe, failStop).fileSyncLevel());
  }

  @Test
  void heartbeatsAreThoseOfTheDesign() {
    FailStop failStop = new FailStop(new Recorded());
    AeronLogContext ctx = AeronLogs.context(dir).conclude();
    ConsensusModule.Context consensus = AeronNode.consensus(ctx, new AppenderIdentity(), failStop);
    assertEquals(Duration.ofMillis(1_500).toNanos(), consensus.leaderHeartbeatTimeoutNs());
    assertEquals(Duration.ofMillis(200).toNanos(), consensus.leaderHeartbeatIntervalNs());
    assertEquals(Duration.ofSeconds(1).toNanos(), consensus.electionTimeoutNs());
  }

  @Test
  void aSecondNodeOnTheSameDirectoryIsRefusedAndTheFirstKeepsItsLock() {
    try (AeronLog log = open(new Recorded())) {
      for (int i = 0; i < 2; i++) {
        LogFailedException refusal =
            assertThrows(LogFailedException.class, () -> open(new Recorded()));
        assertTrue(
            refusal.getMessage().contains(Long.toString(ProcessHandle.current().pid())),
            refusal::getMessage);
      }
      assertFalse(log.status().failed());
    }
    open(new Recorded()).close();
  }

  @Test
  void aClosedLogLeavesNothingInSharedMemory() {
    AeronLogContext ctx = AeronLogs.context(dir);
    try (AeronLog log = AeronLog.open(ctx, new Recorded())) {
      assertTrue(Files.isDirectory(ctx.driverDir()));
      assertFalse(log.status().failed());
    }
    assertFalse(Files.exists(ctx.driverDir()));
  }

  @Test
  void anArchiveThatCannotWriteOnStopsTheLog() throws Exception {
    Recorded seen = new Recorded();
    try (AeronLog log = open(seen)) {
      Recorded.append(log, List.of("a"));
      Recorded.pollUntil(log, () -> seen.count() == 1);
      Files.createFile(LogFiles.archive(dir).resolve("0-" + AeronLogContext.TERM_LENGTH + ".rec"));
      RecordBatch batch = new RecordBatch(log.maxBatchBytes());
      batch.add(new byte[1_000_000]);
      LogFailedException failure =
          assertThrows(
              LogFailedException.class,
              () -> {
                for (int i = 0; i < 100; i++) {
                  Recorded.append(log, batch);
                }
              });
      assertTrue(failure.getMessage().contains("segment file already exists"), failure::toString);
      assertTrue(log.status().failed());
      Recorded.await(() -> seen.failed() != null);
    }
  }

  @Test
  void portsInUseAreSaidAndNotWaitedFor() {
    List<LogMember> member = List.of(new LogMember("127.0.0.1", FreePorts.next()));
    Recorded seen = new Recorded();
    try (AeronLog first = AeronLog.open(AeronLogs.context(dir).members(member), seen)) {
      Recorded.pollUntil(first, seen::live);
      AeronLogContext other = AeronLogs.context(dir.resolve("other")).members(member);
      RuntimeException failure =
          assertThrows(
              RuntimeException.class,
              () -> {
                Recorded late = new Recorded();
                try (AeronLog second = AeronLog.open(other, late)) {
                  Recorded.pollUntil(second, late::live);
                }
              });
      assertTrue(failure.getMessage().contains("in use"), failure::toString);
      assertFalse(first.status().failed());
    }
  }

  @Test
  void aLogDamagedInTheMiddleDoesNotGoLive() throws Exception {
    LogFiles.write(dir, List.of(List.of("a"), List.of("b"), List.of("c")));
    LogFiles.change(LogFiles.recordings(dir).get(0), 500, 1);
    Recorded seen = new Recorded();
    try (AeronLog log = open(seen)) {
      LogFailedException failure =
          assertThrows(LogFailedException.class, () -> Recorded.pollUntil(log, seen::live));
      assertTrue(failure.getMessage().toLowerCase(Locale.ROOT).contains("crc"), failure::toString);
    }
    assertFalse(seen.live());
  }

  @Test
  void anAppenderThatWasSilentForTooLongGetsANewSession() {
    Recorded seen = new Recorded();
    AeronLogContext ctx = AeronLogs.context(dir).sessionTimeout(Duration.ofSeconds(2));
    try (AeronLog log = AeronLog.open(ctx, seen)) {
      Recorded.append(log, List.of("a"));
      Recorded.pollUntil(log, () -> seen.count() == 1);
      long position = log.status().commitPosition();
      Recorded.await(() -> log.status().commitPosition() > position); // the end of the session
      Recorded.pollUntil(log, () -> log.status().sessionsLost() == 1);
      Recorded.append(log, List.of("b"));
      Recorded.pollUntil(log, () -> seen.count() == 2);
      assertFalse(log.status().failed());
    }
  }

  @Test
  void threeMembersDeliverTheSameOrder() {
    int base = FreePorts.next();
    List<LogMember> members = new ArrayList<>();
    for (int id = 0; id < 3; id++) {
      members.add(new LogMember("127.0.0.1", base + 10 * id));
    }
    List<Recorded> seen = List.of(new Recorded(), new Recorded(), new Recorded());
    List<AeronLog> logs = new ArrayList<>();
    try {
      for (int id = 0; id < 3; id++) {
        AeronLogContext ctx =
            AeronLogs.context(dir.resolve("m" + id)).members(members).memberId(id);
        logs.add(AeronLog.open(ctx, seen.get(id)));
      }
      Recorded.await(
          () -> {
            logs.forEach(AeronLog::poll);
            return seen.stream().allMatch(Recorded::live);
          });
      for (int i = 0; i < 30; i++) {
        Recorded.append(logs.get(i % 3), List.of("r" + i));
      }
      Recorded.await(
          () -> {
            logs.forEach(AeronLog::poll);
            return seen.stream().allMatch(each -> each.count() == 30);
          });
      assertEquals(seen.get(0).records(), seen.get(1).records());
      assertEquals(seen.get(0).records(), seen.get(2).records());
      assertEquals(1, logs.stream().filter(log -> log.status().isLeader()).count());
    } finally {
      logs.forEach(AeronLog::close);
    }
  }

  @Test
  void wrongSettingsAreRefusedByName() {
    List<AeronLogContext> wrong = new ArrayList<>();
    LogMember member = new LogMember("127.0.0.1", 20_000);
    wrong.add(new AeronLogContext());
    wrong.add(AeronLogs.context(dir).members(List.of(member, new LogMember("127.0.0.1", 21_000))));
    wrong.add(AeronLogs.context(dir).members(Collections.nCopies(3, member)));
    wrong.add(AeronLogs.context(dir).memberId(1));
    wrong.add(AeronLogs.context(dir).fileSyncLevel(3));
    wrong.add(AeronLogs.context(dir).segmentLength(AeronLogContext.TERM_LENGTH + 1));
    wrong.add(AeronLogs.context(dir).heartbeatTimeout(Duration.ofMillis(300)));
    wrong.add(AeronLogs.context(dir).canvassTimeout(Duration.ofSeconds(1)));
    wrong.add(AeronLogs.context(dir).idleMaxPark(Duration.ZERO));
    wrong.add(AeronLogs.context(dir).driverDir(dir.toAbsolutePath().getParent()));
    for (AeronLogContext ctx : wrong) {
      assertThrows(IllegalArgumentException.class, ctx::conclude);
    }
    assertThrows(IllegalArgumentException.class, () -> LogMember.parse("nohost"));
    assertThrows(IllegalArgumentException.class, () -> LogMember.parse("a,b:20000"));
    assertThrows(IllegalArgumentException.class, () -> LogMember.parse("host:65533"));
    assertEquals(new LogMember("::1", 20_000), LogMember.parse("::1:20000"));
    AeronLogs.context(dir).conclude();
  }
}
