package org.dualchannel.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dualchannel.codec.ByteSource;
import org.dualchannel.codec.MalformedBytesException;
import org.dualchannel.store.EntryConsumer;

/**
 * The second reading of a file that was found whole: nothing is hashed again, and several threads
 * go through the file at once. Whoever comes to a table first takes its entries in, the others pass
 * over it.
 */
final class SnapshotLoad {
  /** More would wait for the largest table, which one thread takes in. */
  static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

  private final Path path;
  private final Map<String, EntryConsumer> loaders;
  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private volatile Throwable failure;

  SnapshotLoad(Path path, Map<String, EntryConsumer> loaders) {
    this.path = path;
    this.loaders = loaders;
  }

  /** Returns when everything was handed over; the first failure of any thread is thrown. */
  void run(int threads) throws IOException {
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < threads; i++) {
      Thread other = new Thread(() -> go(false), "snapshot-load-" + i);
      other.start();
      others.add(other);
    }
    go(true);
    for (Thread other : others) {
      join(other);
    }
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }

  private void go(boolean everything) {
    try (FrameReader in = FrameReader.open(path)) {
      go(in, everything);
    } catch (IOException | RuntimeException | Error e) {
      if (failure == null) {
        failure = e;
      }
    }
  }

  /** Every frame is looked at, but for entries that another thread takes in. */
  private void go(FrameReader in, boolean everything) throws IOException {
    EntryConsumer loader = null; // of the section when it is this thread's
    boolean inside = false;
    while (failure == null) {
      byte kind = in.next();
      boolean begins = kind == Frames.SECTION || kind == Frames.END;
      if (begins == inside) {
        throw in.damaged("a part of kind " + kind + " where it does not belong");
      }
      if (kind == Frames.ENTRIES && loader == null) {
        in.pass();
        continue;
      }
      ByteSource source = in.read();
      if (kind == Frames.ENTRIES) {
        entries(in, source, loader);
      } else if (kind == Frames.END) {
        return;
      } else {
        inside = kind == Frames.SECTION;
        loader = inside ? loader(in, source, everything) : null;
      }
    }
  }

  private EntryConsumer loader(FrameReader in, ByteSource source, boolean everything)
      throws SnapshotDamagedException {
    boolean table = source.readByte() == 1;
    String section = source.readString();
    EntryConsumer loader = loaders.get(section);
    if (loader == null) {
      throw in.damaged("section " + section + " is not known to this release");
    }
    boolean mine = table ? taken.add(section) : everything;
    return mine ? loader : null;
  }

  private static void entries(FrameReader in, ByteSource source, EntryConsumer loader)
      throws SnapshotDamagedException {
    try {
      while (source.remaining() > 0) {
        byte[] key = source.readBytes();
        byte[] value = source.readBytes();
        loader.entry(key, key.length, value, value.length);
      }
    } catch (MalformedBytesException e) {
      throw in.damaged(e.getMessage());
    }
  }

  /** The caller cannot go on with half a state, so it waits whatever happens. */
  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
