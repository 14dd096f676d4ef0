package org.dualchannel.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.DeciderParts;
import org.dualchannel.log.LogFailedException;
import org.dualchannel.log.ReplicatedLog;
import org.dualchannel.snapshot.SnapshotFiles;
import org.dualchannel.snapshot.SnapshotSummary;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.Snapshotted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of a node. At a mark in the ring each stage freezes its part, which takes
 * microseconds; a thread beside the stages writes, verifies, and tidies up; and between later
 * decisions the decider's stage merges what was written meanwhile.
 */
public final class Snapshots implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  private static final long LOOK_MS = 500;

  private final SnapshotSettings settings;
  private final SnapshotFiles files; // null without snapshots
  private final Decider decider;
  private final DeciderParts parts;
  private final Overlays overlays; // of the decider's stage
  private final LedgerStage ledger;
  private final List<Snapshotted> listeners = new ArrayList<>();
  private final PipelineMeter meter;
  private final Runnable onLoaded;
  private final BlockingQueue<SnapshotInProgress> complete = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean writing; // from the freeze until the file is there or given up
  private volatile boolean cancelled;
  private volatile boolean closed;
  private volatile SnapshotSummary last; // the newest that is verified; null for none
  private volatile long lastWrittenMs; // when that one was written
  private volatile long startedFrom; // the record that the start went on from
  private volatile String trouble;
  private ReplicatedLog log;
  private LongSupplier nowMs;
  private LongSupplier lastIndex;
  private volatile long lastTakenMs;
  private volatile long askedIndex;

  Snapshots(
      SnapshotSettings settings,
      Decider decider,
      LedgerStage ledger,
      List<DecisionListener> listeners,
      PipelineMeter meter,
      Runnable onLoaded) {
    this.settings = settings;
    this.files = settings.dataDir() == null ? null : SnapshotFiles.in(settings.dataDir());
    this.decider = decider;
    this.parts = decider.parts();
    this.overlays = new Overlays(parts, Overlays.MOST);
    this.ledger = ledger;
    this.meter = meter;
    this.onLoaded = onLoaded;
    for (DecisionListener listener : listeners) {
      if (listener instanceof Snapshotted snapshotted) {
        this.listeners.add(snapshotted);
      }
    }
    thread = new Thread(this::run, "snapshots");
    thread.setDaemon(true);
  }

  /** Begins to take snapshots when they are due. */
  void start(ReplicatedLog openedLog, LongSupplier clockMs, LongSupplier lastDecided) {
    log = openedLog;
    nowMs = clockMs;
    lastIndex = lastDecided;
    lastTakenMs =
        last == null ? clockMs.getAsLong() : lastWrittenMs; // a restart makes none younger
    askedIndex = last == null ? 0 : last.header().index();
    if (files != null) {
      thread.start();
    }
  }

  /**
   * Takes the newest snapshot in that is whole, belongs to this log and is not ahead of what
   * follows the log beside the state.
   *
   * @return its position; -1 when the log is to be replayed from its beginning
   */
  long startFrom(List<Long> positions, boolean whole) {
    if (files == null) {
      return -1;
    }
    long followed = settings.follower().getAsLong();
    List<SnapshotFiles.Named> usable = new ArrayList<>();
    try {
      files.prepare();
      for (SnapshotFiles.Named file : files.list()) {
        if (positions.contains(file.logPosition())) {
          usable.add(file);
        }
      }
      for (SnapshotFiles.Named file : usable) {
        if ((followed < 0 || file.index() <= followed) && load(file)) {
          return file.logPosition();
        }
      }
      if (!whole) {
        // Better the reports lack something than the node does not start.
        for (SnapshotFiles.Named file : usable) {
          if (load(file)) {
            LOG.warn("The reports lack the records before {}: the log is purged", file.index());
            return file.logPosition();
          }
        }
      }
      return -1;
    } catch (IOException e) {
      throw new LogFailedException("the snapshots cannot be read: " + e.getMessage(), e);
    }
  }

  /** Verifies a file and takes it in; false when it is damaged. */
  private boolean load(SnapshotFiles.Named file) {
    SnapshotSummary verified;
    try {
      verified = SnapshotFiles.intact(file);
    } catch (IOException e) {
      LOG.error("Snapshot {} is passed over: {}", file.path(), e.getMessage());
      return false;
    }
    long startNs = System.nanoTime();
    Map<String, EntryConsumer> loaders = new HashMap<>(parts.loaders());
    loaders.putAll(ledger.loaders());
    listeners.forEach(each -> loaders.putAll(each.loaders()));
    try {
      SnapshotFiles.load(file, loaders);
    } catch (IOException | RuntimeException e) {
      // Something is in the tables now, so there is no going on.
      throw new LogFailedException(
          "snapshot " + file.path() + " cannot be loaded: " + e.getMessage(), e);
    }
    parts.loaded();
    ledger.loaded();
    listeners.forEach(Snapshotted::loaded);
    onLoaded.run();
    last = verified;
    lastWrittenMs = file.path().toFile().lastModified();
    startedFrom = verified.header().index();
    LOG.info(
        "Starting from record {}: {} entries in {} ms",
        verified.header().index(),
        verified.entries(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs));
    return true;
  }

  /** The decider's stage, at the mark. */
  void freezeState(SnapshotInProgress snapshot) {
    long startNs = System.nanoTime();
    if (files == null || writing || !overlays.merged()) {
      snapshot.giveUp();
    } else if (snapshot.rehearsal) {
      overlays.freeze(snapshot);
    } else {
      writing = true;
      cancelled = false;
      overlays.freeze(snapshot);
      snapshot.at(decider.index(), decider.timeMs());
      meter.freeze(System.nanoTime() - startNs);
    }
    part(snapshot);
  }

  /** The decider's stage, after each decision. */
  void merge() {
    if (overlays.merge(writing)) {
      cancelled = true;
    }
  }

  /** The publish stage, at the mark. */
  void freezeListeners(SnapshotInProgress snapshot) {
    if (!snapshot.givenUp()) {
      listeners.forEach(listener -> snapshot.add(listener.freeze()));
    }
    part(snapshot);
  }

  /** The ledger's stage, at the mark. */
  void freezeLedger(SnapshotInProgress snapshot) {
    if (!snapshot.givenUp()) {
      snapshot.add(ledger.freeze());
    }
    snapshot.ledger(ledger.hash());
    part(snapshot);
  }

  private void part(SnapshotInProgress snapshot) {
    if (!snapshot.complete() || snapshot.rehearsal) {
      return;
    }
    if (snapshot.givenUp()) {
      trouble = "the last one is not finished";
      LOG.warn("No snapshot at log position {}: {}", snapshot.position, trouble);
      return;
    }
    complete.add(snapshot);
  }

  private void run() {
    try {
      while (!closed) {
        SnapshotInProgress snapshot = complete.poll(LOOK_MS, TimeUnit.MILLISECONDS);
        if (snapshot != null) {
          write(snapshot);
        } else if (due()) {
          request();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (LogFailedException e) {
      LOG.debug("The log has stopped, and the snapshots with it", e);
    }
  }

  private void write(SnapshotInProgress snapshot) {
    long startNs = System.nanoTime();
    boolean written = false;
    long bytes = 0;
    try {
      SnapshotSummary summary =
          files.write(
              snapshot.header(),
              snapshot.sections(),
              () -> cancelled || closed,
              () -> closed || overlays.growing());
      lastWrittenMs = nowMs.getAsLong();
      last = summary;
      askedIndex = Math.max(askedIndex, summary.header().index()); // whoever asked for it
      trouble = null;
      written = true;
      bytes = summary.bytes();
    } catch (IOException | RuntimeException e) {
      trouble = String.valueOf(e.getMessage());
      LOG.error("The snapshot of record {} was not written", snapshot.header().index(), e);
    } finally {
      snapshot.release();
      lastTakenMs = nowMs.getAsLong();
      writing = false;
      meter.snapshot(written, bytes, System.nanoTime() - startNs);
    }
    if (written && !closed) {
      tidyUp();
    }
  }

  /** Gives up what nobody will start from any more, and the records before it if so wished. */
  private void tidyUp() {
    List<SnapshotFiles.Named> newestFirst = files.list();
    long followed = settings.follower().getAsLong();
    long kept = -1; // position of the oldest that is kept
    int number = 0;
    boolean covers = false; // one that is kept is not ahead of what follows the log
    try {
      for (SnapshotFiles.Named file : newestFirst) {
        if (number++ < settings.keep() || !covers) {
          kept = file.logPosition();
          covers |= file.index() <= followed;
        } else {
          Files.deleteIfExists(file.path());
        }
      }
      if (number > 1 && covers) {
        log.purge(kept, settings.purge());
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("Old snapshots or records could not be given up; it is tried again", e);
    }
  }

  private boolean due() {
    if (writing || lastIndex.getAsLong() <= askedIndex) {
      return false;
    }
    SnapshotSummary newest = last;
    long records = lastIndex.getAsLong() - askedIndex;
    long position = newest == null ? 0 : newest.header().logPosition();
    return settings.everyRecords() > 0 && records >= settings.everyRecords()
        || settings.everyBytes() > 0
            && log.status().deliveredPosition() - position >= settings.everyBytes()
        || settings.everyMs() > 0 && nowMs.getAsLong() - lastTakenMs >= settings.everyMs();
  }

  /**
   * Asks for a snapshot on all members now. Any thread.
   *
   * @return whether it was asked for; false when this member does not lead, is not live, or one is
   *     under way
   */
  public boolean request() {
    if (files == null || writing || closed || log == null) {
      return false;
    }
    boolean asked = log.requestSnapshot();
    if (asked) {
      askedIndex = lastIndex.getAsLong();
      lastTakenMs = nowMs.getAsLong();
    }
    return asked;
  }

  /** The newest snapshot that was written or started from; null when there is none. */
  public SnapshotSummary last() {
    return last;
  }

  /** When that one was written, by the machine's clock; 0 when there is none. */
  public long lastWrittenMs() {
    return lastWrittenMs;
  }

  /** The record that the start went on from; 0 when it replayed the whole log. */
  public long startedFrom() {
    return startedFrom;
  }

  /** Whether one is being written. */
  public boolean writing() {
    return writing;
  }

  /** Why the last one was not written; null when it was. */
  public String trouble() {
    return trouble;
  }

  /** Gives up what is being written and stops; the tables may be closed afterwards. */
  @Override
  public void close() {
    closed = true;
    try {
      if (thread.isAlive()) {
        thread.join(TimeUnit.MINUTES.toMillis(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
