package org.dualchannel.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dualchannel.codec.ByteSource;
import org.dualchannel.codec.MalformedBytesException;
import org.dualchannel.store.EntryConsumer;

/**
 * The second reading of a file that was found whole: nothing is hashed again, and several threads
 * go through the file at once. They take the frames of a table in turn, since its entries come in
 * any order; everything else is the caller's, in the order of the file.
 */
final class SnapshotLoad {
  /** More would wait for each other at the segments of a table. */
  static final int THREADS = Math.min(8, Runtime.getRuntime().availableProcessors());

  private final Path path;
  private final Map<String, EntryConsumer> loaders;
  private final int threads;
  private volatile Throwable failure;

  SnapshotLoad(Path path, Map<String, EntryConsumer> loaders, int threads) {
    this.path = path;
    this.loaders = loaders;
    this.threads = threads;
  }

  /** Returns when everything was handed over; the first failure of any thread is thrown. */
  void run() throws IOException {
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < threads; i++) {
      int number = i;
      Thread other = new Thread(() -> go(number), "snapshot-load-" + i);
      other.start();
      others.add(other);
    }
    go(0);
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

  private void go(int number) {
    try (FrameReader in = FrameReader.open(path)) {
      go(in, number);
    } catch (IOException | RuntimeException | Error e) {
      if (failure == null) {
        failure = e;
      }
    }
  }

  /** One thread's way through the file: it passes over the entries that others take in. */
  private void go(FrameReader in, int number) throws IOException {
    Section section = null; // between two
    int turn = 0; // whose the next frame of a table is
    while (failure == null) {
      byte kind = in.next();
      boolean begins = kind == Frames.SECTION || kind == Frames.END;
      if (begins != (section == null)) {
        throw in.damaged("a part of kind " + kind + " where it does not belong");
      }
      if (kind == Frames.ENTRIES) {
        int whose = section.table ? turn++ % threads : 0;
        if (whose == number) {
          entries(in, in.read(), section.loader);
        } else {
          in.pass();
        }
      } else if (kind == Frames.END) {
        in.read();
        return;
      } else {
        ByteSource source = in.read();
        section = kind == Frames.SECTION ? section(in, source) : null;
      }
    }
  }

  private record Section(boolean table, EntryConsumer loader) {}

  private Section section(FrameReader in, ByteSource source) throws SnapshotDamagedException {
    boolean table = source.readByte() == 1;
    String name = source.readString();
    EntryConsumer loader = loaders.get(name);
    if (loader == null) {
      throw in.damaged("section " + name + " is not known to this release");
    }
    return new Section(table, loader);
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
