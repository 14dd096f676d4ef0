package org.dualchannel.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.dualchannel.codec.ByteSource;
import org.dualchannel.codec.MalformedBytesException;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.StateHash;

/** Reads a snapshot and verifies every byte of it on the way. */
final class SnapshotReader {
  private final FrameReader in;
  private final Map<String, EntryConsumer> loaders; // null to verify only
  private final boolean partly; // sections without a loader are passed over
  private final boolean hashing; // whether the state hash is reckoned from the entries
  private final Pace pace;
  private final MessageDigest sha256 = SnapshotWriter.sha256();
  private final StateHash.Sum stateHash = new StateHash.Sum();
  private final Set<String> names = new HashSet<>();
  private long entries;
  private String section; // null between sections
  private boolean table;
  private long sectionEntries;

  private SnapshotReader(
      FrameReader in,
      Map<String, EntryConsumer> loaders,
      boolean partly,
      boolean hashing,
      Pace pace) {
    this.in = in;
    this.partly = partly;
    this.loaders = loaders;
    this.hashing = hashing;
    this.pace = pace;
  }

  /**
   * @throws SnapshotDamagedException when a byte is not what was written
   */
  static SnapshotSummary verify(Path path, Pace pace) throws IOException {
    try (FrameReader in = FrameReader.open(path)) {
      return new SnapshotReader(in, null, true, true, pace).read();
    }
  }

  /**
   * Verifies the same but for one thing: that the state hash is that of the entries, of which who
   * wrote the file made sure. The checksums say that neither has changed since.
   */
  static SnapshotSummary intact(Path path) throws IOException {
    try (FrameReader in = FrameReader.open(path)) {
      return new SnapshotReader(in, null, true, false, Pace.FULL).read();
    }
  }

  /** The same, of bytes from elsewhere. */
  static SnapshotSummary verify(InputStream bytes) throws IOException {
    return new SnapshotReader(new FrameReader(bytes), null, true, true, Pace.FULL).read();
  }

  /**
   * Hands every entry to the loader of its section, passing over sections without one.
   *
   * @throws SnapshotDamagedException as {@link #verify}; entries before the place were handed over
   */
  static SnapshotSummary loadSome(Path path, Map<String, EntryConsumer> loaders)
      throws IOException {
    try (FrameReader in = FrameReader.open(path)) {
      return new SnapshotReader(in, loaders, true, true, Pace.FULL).read();
    }
  }

  /**
   * Hands every entry of bytes from elsewhere to the loader of its section, which there must be.
   */
  static SnapshotSummary load(InputStream bytes, Map<String, EntryConsumer> loaders)
      throws IOException {
    return new SnapshotReader(new FrameReader(bytes), loaders, false, true, Pace.FULL).read();
  }

  private SnapshotSummary read() throws IOException {
    try {
      SnapshotHeader header = SnapshotHeader.decode(in.header());
      sha256.update(in.header());
      while (true) {
        byte kind = in.next();
        ByteSource source = in.read();
        if (kind == Frames.END) {
          StateHash hash = end(source);
          if (!in.atEnd()) {
            throw in.damaged("there is something behind the end");
          }
          return new SnapshotSummary(header, names.size(), entries, hash, in.offset());
        }
        sha256.update(in.head());
        sha256.update(in.payload(), 0, in.length());
        frame(kind, source);
        pace.rest();
      }
    } catch (MalformedBytesException e) {
      throw in.damaged(e.getMessage());
    }
  }

  private void frame(byte kind, ByteSource source) throws SnapshotDamagedException {
    if (kind == Frames.SECTION && section == null) {
      table = source.readByte() == 1;
      section = source.readString();
      sectionEntries = 0;
      source.expectEnd();
      if (!names.add(section)) {
        throw in.damaged("a second section " + section);
      }
      if (!partly && !loaders.containsKey(section)) {
        throw in.damaged("section " + section + " is not known to this release");
      }
    } else if (kind == Frames.ENTRIES && section != null) {
      entries(source);
    } else if (kind == Frames.SECTION_END && section != null) {
      if (source.readVarLong() != sectionEntries) {
        throw in.damaged("section " + section + " has another number of entries");
      }
      source.expectEnd();
      section = null;
    } else {
      throw in.damaged("a part of kind " + kind + " where it does not belong");
    }
  }

  private void entries(ByteSource source) throws SnapshotDamagedException {
    EntryConsumer loader = loaders == null ? null : loaders.get(section);
    while (source.remaining() > 0) {
      sectionEntries++;
      entries++;
      if (!hashing) {
        source.skipBytes();
        source.skipBytes();
        continue;
      }
      byte[] key = source.readBytes();
      byte[] value = source.readBytes();
      if (table) {
        stateHash.add(section, key, key.length, value, value.length);
      }
      if (loader != null) {
        loader.entry(key, key.length, value, value.length);
      }
    }
  }

  private StateHash end(ByteSource source) throws SnapshotDamagedException {
    long sections = source.readVarLong();
    long total = source.readVarLong();
    StateHash written =
        new StateHash(
            source.readFixedLong(),
            source.readFixedLong(),
            source.readFixedLong(),
            source.readFixedLong(),
            source.readFixedLong());
    byte[] digest = new byte[32];
    for (int i = 0; i < digest.length; i++) {
      digest[i] = source.readByte();
    }
    source.expectEnd();
    if (section != null || sections != names.size() || total != entries) {
      throw in.damaged("sections or entries are missing");
    }
    if (!Arrays.equals(digest, sha256.digest())) {
      throw in.damaged("the SHA-256 of the file does not fit");
    }
    if (hashing && !written.equals(stateHash.hash())) {
      throw in.damaged("the state hash does not fit");
    }
    return written;
  }
}
