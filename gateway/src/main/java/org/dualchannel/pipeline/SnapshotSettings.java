package org.dualchannel.pipeline;

import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * When snapshots are taken and how long they are kept.
 *
 * @param dataDir directory of the node; null for no snapshots at all
 * @param everyRecords records after which the next one is taken; 0 for never
 * @param everyBytes bytes of the log after which the next one is taken; 0 for never
 * @param everyMs time after which the next one is taken if there are new records; 0 for never
 * @param keep how many are kept, two at least
 * @param purge whether records before the oldest that is kept are given up
 * @param follower number of the last record that everything beside the state has stored, or -1 when
 *     that is not known: a start does not go beyond it, and records after it are not given up
 */
public record SnapshotSettings(
    Path dataDir,
    long everyRecords,
    long everyBytes,
    long everyMs,
    int keep,
    boolean purge,
    LongSupplier follower) {

  /** No snapshots: every start replays the whole log. */
  public static final SnapshotSettings NONE =
      new SnapshotSettings(null, 0, 0, 0, 2, false, () -> Long.MAX_VALUE);

  public SnapshotSettings {
    if (keep < 2) {
      throw new IllegalArgumentException("two snapshots are kept at least");
    }
  }
}
