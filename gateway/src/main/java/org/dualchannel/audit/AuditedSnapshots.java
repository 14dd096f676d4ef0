package org.dualchannel.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.DeciderParts;
import org.dualchannel.log.LogReader;
import org.dualchannel.pipeline.LedgerStage;
import org.dualchannel.snapshot.SnapshotFiles;
import org.dualchannel.snapshot.SnapshotHeader;
import org.dualchannel.snapshot.SnapshotSummary;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.StateHash;

/**
 * The snapshots of the node that is audited: each has to be whole and what the replay comes to, and
 * where the log is purged, the oldest that fits is where the replay starts.
 */
final class AuditedSnapshots {
  private final Consumer<String> difference;
  private final Deque<SnapshotSummary> ahead = new ArrayDeque<>();
  private final Map<SnapshotHeader, SnapshotFiles.Named> files = new HashMap<>();
  private long startPosition;
  private long compared;

  AuditedSnapshots(Consumer<String> difference) {
    this.difference = difference;
  }

  /** Verifies all of them. */
  void open(Path dataDir, long logStartPosition) {
    startPosition = logStartPosition;
    List<SnapshotFiles.Named> oldestFirst = new ArrayList<>(SnapshotFiles.in(dataDir).list());
    Collections.reverse(oldestFirst);
    for (SnapshotFiles.Named file : oldestFirst) {
      try {
        SnapshotSummary summary = SnapshotFiles.verify(file);
        if (summary.header().logPosition() >= startPosition) {
          ahead.add(summary);
          files.put(summary.header(), file);
        }
      } catch (IOException e) {
        difference.accept(file.path() + " " + e.getMessage());
      }
    }
  }

  /**
   * Where the log is purged, takes the oldest snapshot in.
   *
   * @return what was taken in; null when the log is whole
   */
  SnapshotHeader goOn(Decider decider, LedgerStage ledger, LogReader reader) {
    if (startPosition == 0) {
      return null;
    }
    SnapshotSummary oldest = ahead.poll();
    if (oldest == null) {
      difference.accept(
          "the log begins at position " + startPosition + ", and no snapshot goes before it");
      reader.skip(Long.MAX_VALUE, 0);
      return null;
    }
    DeciderParts parts = decider.parts();
    Map<String, EntryConsumer> loaders = new HashMap<>(parts.loaders());
    loaders.putAll(ledger.loaders());
    try {
      SnapshotFiles.loadSome(files.get(oldest.header()), loaders);
    } catch (IOException e) {
      difference.accept(files.get(oldest.header()).path() + " " + e.getMessage());
    }
    parts.loaded();
    reader.skip(oldest.header().logPosition(), oldest.header().timeMs());
    return oldest.header();
  }

  /** The replay has come to a record: a snapshot of it has to be the same. */
  void compare(long index, byte[] ledgerHash, Supplier<StateHash> stateHash) {
    while (!ahead.isEmpty() && ahead.peek().header().index() == index) {
      SnapshotSummary snapshot = ahead.poll();
      if (!Arrays.equals(ledgerHash, snapshot.header().ledgerHash())) {
        difference.accept(snapshot.header() + ": the ledger has another hash there");
      } else if (!snapshot.stateHash().equals(stateHash.get())) {
        difference.accept(snapshot.header() + ": the replay comes to another state");
      } else {
        compared++;
      }
    }
  }

  long compared() {
    return compared;
  }
}
