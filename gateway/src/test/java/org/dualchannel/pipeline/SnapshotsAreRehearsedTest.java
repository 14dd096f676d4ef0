package org.dualchannel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.dualchannel.store.StateHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Freezing a few times without writing anything leaves no trace. */
class SnapshotsAreRehearsedTest {
  @TempDir private Path dir;

  @Test
  void afterTheseRecords() {
    Rehearsal rehearsal = new Rehearsal();
    long[] due = LongStream.rangeClosed(1, 100_000).filter(i -> rehearsal.isDue()).toArray();
    assertEquals("[500, 1500, 5000, 15000]", Arrays.toString(due));
  }

  @Test
  void nothingIsWrittenAndEverythingMerged() throws Exception {
    try (Members one = open()) {
      send(one, 520);
      assertTrue(one.overlaid(0) > 0, "a rehearsal is under way");
      send(one, 400);
      assertEquals(0, one.overlaid(0));
      assertEquals(-1, one.newest(0));
    }
  }

  @Test
  void aSnapshotThatComesMeanwhileIsTaken() throws Exception {
    StateHash before;
    try (Members one = open()) {
      send(one, 520);
      assertTrue(one.overlaid(0) > 0, "a rehearsal is under way");
      one.snapshot(0);
      send(one, 10);
      before = one.agree(0);
    }
    try (Members one = open()) {
      assertTrue(one.pipeline(0).snapshots().startedFrom() > 0);
      assertEquals(before, one.agree(0));
    }
  }

  private Members open() {
    Members one =
        new Members(
            dir,
            1,
            data -> new SnapshotSettings(data, 0, 0, 0, 2, false, () -> Long.MAX_VALUE),
            System::currentTimeMillis);
    one.openAll();
    return one;
  }

  private static void send(Members one, int commands) throws Exception {
    for (int i = 0; i < commands; i++) {
      one.send(0, 1);
    }
  }
}
