package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.checksum.Checksums;
import io.aeron.cluster.ConsensusModule;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
  void threadsAreSharedAndHeartbeatsAreThoseOfTheDesign() {
    FailStop failStop = new FailStop(new Recorded());
    AeronLogContext ctx = AeronLogs.context(dir).conclude();
    MediaDriver.Context driver = AeronNode.driver(ctx, failStop);
    ConsensusModule.Context consensus = AeronNode.consensus(ctx, new AppenderIdentity(), failStop);
    assertEquals(ThreadingMode.SHARED, driver.threadingMode());
    assertEquals(ArchiveThreadingMode.SHARED, AeronNode.archive(ctx, failStop).threadingMode());
    assertEquals(Duration.ofSeconds(2).toNanos(), consensus.leaderHeartbeatTimeoutNs());
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
