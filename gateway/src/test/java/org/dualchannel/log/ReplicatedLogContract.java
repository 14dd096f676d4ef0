package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What every log promises, whatever it is made of. */
abstract class ReplicatedLogContract {

  /** Opens the log of this test: empty at the first call, afterwards what the one before left. */
  abstract ReplicatedLog open(RecordConsumer consumer);

  /** Makes an open log fail as by an I/O error. */
  abstract void breakDown(ReplicatedLog log, String reason);

  @Test
  void recordsComeBackInTheOrderInWhichTheyWereAppended() {
    Recorded seen = new Recorded();
    try (ReplicatedLog log = open(seen)) {
      Recorded.append(log, List.of("a", "b"));
      Recorded.append(log, List.of("c"));
      Recorded.pollUntil(log, () -> seen.count() == 3);
    }
    assertEquals(List.of("a", "b", "c"), seen.records());
    assertEquals(2, seen.batches());
  }

  @Test
  void aRestartDeliversEverythingAgainAndThenGoesLive() {
    Recorded first = new Recorded();
    try (ReplicatedLog log = open(first)) {
      Recorded.append(log, List.of("a", "b"));
      Recorded.append(log, List.of("c"));
      Recorded.pollUntil(log, () -> first.count() == 3);
      assertEquals(0, first.recordsBeforeLive());
    }
    Recorded second = new Recorded();
    try (ReplicatedLog log = open(second)) {
      Recorded.pollUntil(log, second::live);
      assertEquals(3, second.recordsBeforeLive());
      assertEquals(first.timestampsMs(), second.timestampsMs());
      Recorded.append(log, List.of("d"));
      Recorded.pollUntil(log, () -> second.count() == 4);
    }
    Recorded third = new Recorded();
    try (ReplicatedLog log = open(third)) {
      Recorded.pollUntil(log, third::live);
    }
    assertEquals(List.of("a", "b", "c", "d"), third.records());
    assertEquals(4, third.recordsBeforeLive());
  }

  @Test
  void batchesFromOneByteToTheLongestComeBackUnchanged() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Recorded seen = new Recorded();
    List<String> expected = new ArrayList<>();
    try (ReplicatedLog log = open(seen)) {
      int longest = log.maxBatchBytes() - RecordBatch.FRAME_BYTES;
      for (int length : new int[] {1, 1_367, 1_368, 1_369, 4_096, 100_000, longest}) {
        String text = text(random, length);
        expected.add(text);
        Recorded.append(log, List.of(text));
      }
      Recorded.pollUntil(log, () -> seen.count() == expected.size());
      assertThrows(
          IllegalArgumentException.class,
          () -> log.append(new UnsafeBuffer(new byte[16]), 0, log.maxBatchBytes() + 1));
      assertThrows(
          IllegalArgumentException.class, () -> log.append(new UnsafeBuffer(new byte[16]), 0, 0));
    }
    assertTrue(expected.equals(seen.records()), "a record came back changed");
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  @Test
  void timestampsNeverDecrease() {
    Recorded seen = new Recorded();
    try (ReplicatedLog log = open(seen)) {
      for (int i = 0; i < 50; i++) {
        Recorded.append(log, List.of("r" + i));
      }
      Recorded.pollUntil(log, () -> seen.count() == 50);
    }
    List<Long> times = seen.timestampsMs();
    for (int i = 1; i < times.size(); i++) {
      assertTrue(times.get(i) >= times.get(i - 1), times::toString);
    }
  }

  @Test
  void statusFollowsTheLog() {
    Recorded seen = new Recorded();
    try (ReplicatedLog log = open(seen)) {
      assertFalse(log.status().live());
      Recorded.append(log, List.of("a"));
      Recorded.pollUntil(log, () -> seen.count() == 1);
      Recorded.await(() -> log.status().deliveredPosition() > 0);
      LogStatus status = log.status();
      assertTrue(status.isLeader() && status.live() && status.connected(), status::toString);
      assertTrue(status.commitPosition() >= status.deliveredPosition(), status::toString);
      assertNull(status.failedReason());
    }
  }

  @Test
  void aRecordThatWasNotFramedByABatchStopsTheLog() {
    Recorded seen = new Recorded();
    try (ReplicatedLog log = open(seen)) {
      Recorded.append(log, List.of("good"));
      RecordBatch batch = new RecordBatch(100);
      batch.add(new byte[] {1, 2, 3});
      byte[] bad = new byte[batch.length()];
      batch.buffer().getBytes(0, bad);
      bad[bad.length - 1] ^= 1;
      Recorded.await(() -> tryAppend(log, bad));
      Recorded.await(() -> pollFails(log));
      assertTrue(log.status().failedReason().contains("CRC"), log.status()::toString);
      assertEquals(List.of("good"), seen.records());
    }
  }

  @Test
  void aConsumerThatThrowsStopsTheLogAndSeesNothingMore() {
    Recorded seen = new Recorded().poisonedBy("poison");
    try (ReplicatedLog log = open(seen)) {
      Recorded.append(log, List.of("a"));
      Recorded.append(log, List.of("b", "poison", "c"));
      Recorded.await(() -> pollFails(log));
      assertTrue(log.status().failedReason().contains("cannot stand poison"));
      Recorded.await(() -> seen.failed() != null);
    }
    assertEquals(List.of("a", "b"), seen.records());
    assertTrue(seen.failed().contains("cannot stand poison"));
  }

  @Test
  void aFailedLogRefusesEverythingAndSaysWhy() {
    Recorded seen = new Recorded();
    try (ReplicatedLog log = open(seen)) {
      Recorded.append(log, List.of("a"));
      Recorded.pollUntil(log, () -> seen.count() == 1);
      breakDown(log, "disk is gone");
      LogFailedException failure =
          assertThrows(LogFailedException.class, () -> tryAppend(log, new byte[] {1}));
      assertTrue(failure.getMessage().contains("disk is gone"), failure::getMessage);
      assertThrows(LogFailedException.class, log::poll);
      assertTrue(log.status().failed());
      assertTrue(log.status().errorCount() > 0);
      assertTrue(seen.failed().contains("disk is gone"));
    }
  }

  private static boolean tryAppend(ReplicatedLog log, byte[] batch) {
    log.poll();
    return log.append(new UnsafeBuffer(batch), 0, batch.length);
  }

  private static boolean pollFails(ReplicatedLog log) {
    try {
      log.poll();
      return false;
    } catch (LogFailedException e) {
      return true;
    }
  }
}
