package org.dualchannel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.dualchannel.snapshot.SnapshotFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By records, by bytes of the log, and by age. */
class SnapshotsAreTakenByThemselvesTest {
  private static final long HOUR_MS = Duration.ofHours(1).toMillis();

  @TempDir private Path dir;

  private final AtomicLong ahead = new AtomicLong(); // of the machine's clock

  @Test
  void afterSoManyRecords() throws Exception {
    try (Members one = open(4, 0, 0)) {
      one.send(0, 1);
      one.send(0, 1);
      assertEquals(0, count());
      one.send(0, 1);
      one.send(0, 1);
      Members.await(() -> count() == 1);
      assertTrue(SnapshotFiles.in(one.data(0)).list().get(0).index() >= 4);
    }
  }

  @Test
  void afterSoManyBytes() throws Exception {
    try (Members one = open(0, 200_000, 0)) {
      one.send(0, 1);
      one.send(0, 1);
      assertEquals(0, count());
      one.send(0, 300);
      Members.await(() -> count() == 1);
    }
  }

  @Test
  void whenTheNewestIsOldAndThereIsSomethingNewAlsoOverARestart() throws Exception {
    try (Members one = open(0, 0, HOUR_MS)) {
      one.send(0, 1);
      assertEquals(0, count());
      ahead.set(HOUR_MS);
      Members.await(() -> count() == 1);
    }
    ahead.set(3 * HOUR_MS);
    try (Members one = open(0, 0, HOUR_MS)) {
      one.send(0, 1);
      Members.await(() -> count() == 2);
    }
  }

  private Members open(long records, long bytes, long ms) {
    Members one =
        new Members(
            dir,
            1,
            data -> new SnapshotSettings(data, records, bytes, ms, 2, false, () -> Long.MAX_VALUE),
            () -> System.currentTimeMillis() + ahead.get());
    one.openAll();
    return one;
  }

  private int count() {
    List<SnapshotFiles.Named> files = SnapshotFiles.in(dir.resolve("m0")).list();
    return files.size();
  }
}
