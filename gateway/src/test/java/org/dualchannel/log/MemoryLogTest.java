package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryLogTest extends ReplicatedLogContract {

  private final MemoryLog.Storage storage = new MemoryLog.Storage();
  private final AtomicLong clockMs = new AtomicLong(1_000);

  @Override
  MemoryLog open(RecordConsumer consumer) {
    return new MemoryLog(storage, clockMs::get, consumer);
  }

  @Override
  void breakDown(ReplicatedLog log, String reason) {
    ((MemoryLog) log).fail(reason);
  }

  @Test
  void theTimeIsTheOneSetAndIsHeldStillWhenSetBack() {
    Recorded seen = new Recorded();
    MemoryLog log = open(seen);
    Recorded.append(log, List.of("a"));
    log.poll();
    clockMs.set(2_000);
    Recorded.append(log, List.of("b"));
    log.poll();
    clockMs.set(1_500);
    Recorded.append(log, List.of("c"));
    log.poll();
    assertEquals(List.of(1_000L, 2_000L, 2_000L), seen.timestampsMs());
  }

  @Test
  void whatWasNotCommittedCanBeLostAndStaysLost() {
    Recorded seen = new Recorded();
    MemoryLog log = open(seen);
    Recorded.append(log, List.of("kept"));
    log.poll();
    Recorded.append(log, List.of("lost"));
    assertEquals(1, log.loseUncommitted());
    log.poll();
    assertEquals(List.of("kept"), seen.records());

    Recorded.append(log, List.of("lost with the process"));
    log.close();
    Recorded again = new Recorded();
    open(again).poll();
    assertEquals(List.of("kept"), again.records());
    assertThrows(LogFailedException.class, log::poll);
  }

  @Test
  void backPressureIsAnsweredWithFalse() {
    MemoryLog log = open(new Recorded());
    log.poll();
    RecordBatch batch = new RecordBatch(100);
    batch.add(new byte[] {1});
    log.refuse(true);
    assertFalse(log.append(batch.buffer(), 0, batch.length()));
    log.refuse(false);
    log.pendingLimit(1);
    assertTrue(log.append(batch.buffer(), 0, batch.length()));
    assertFalse(log.append(batch.buffer(), 0, batch.length()));
    log.poll();
    assertTrue(log.append(batch.buffer(), 0, batch.length()));
  }
}
