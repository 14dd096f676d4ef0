package org.dualchannel.snapshot;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
  private final Map<String, EntryConsumer> loaders; // null to verify only
  private final boolean partly; // sections without a loader are passed over
  private final MessageDigest sha256 = SnapshotWriter.sha256();
  private final StateHash.Sum stateHash = new StateHash.Sum();
  private final Set<String> names = new HashSet<>();
  private byte[] payload = new byte[Frames.FULL + 64];
  private int length;
  private long offset;
  private long entries;
  private String section; // null between sections
  private boolean table;
  private long sectionEntries;

  private SnapshotReader(Map<String, EntryConsumer> loaders, boolean partly) {
    this.partly = partly;
    this.loaders = loaders;
  }

  /** Reads the header only. */
  static SnapshotHeader header(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return header(in.readNBytes(SnapshotHeader.LENGTH));
    }
  }

  private static SnapshotHeader header(byte[] first) throws SnapshotDamagedException {
    if (first.length < SnapshotHeader.LENGTH) {
      throw new SnapshotDamagedException(first.length, "shorter than its header");
    }
    return SnapshotHeader.decode(first);
  }

  /**
   * @throws SnapshotDamagedException when a byte is not what was written
   */
  static SnapshotSummary verify(Path path) throws IOException {
    try (InputStream in = open(path)) {
      return verify(in);
    }
  }

  /** The same, of bytes from elsewhere. */
  static SnapshotSummary verify(InputStream in) throws IOException {
    return new SnapshotReader(null, true).read(in);
  }

  /**
   * Hands every entry to the loader of its section.
   *
   * @throws SnapshotDamagedException as {@link #verify}; entries before the place were handed over
   */
  static SnapshotSummary load(Path path, Map<String, EntryConsumer> loaders, boolean partly)
      throws IOException {
    try (InputStream in = open(path)) {
      return load(in, loaders, partly);
    }
  }

  /** The same, of bytes from elsewhere. */
  static SnapshotSummary load(InputStream in, Map<String, EntryConsumer> loaders, boolean partly)
      throws IOException {
    return new SnapshotReader(loaders, partly).read(in);
  }

  private static InputStream open(Path path) throws IOException {
    return new BufferedInputStream(Files.newInputStream(path), 1 << 20);
  }

  private SnapshotSummary read(InputStream in) throws IOException {
    try {
      byte[] first = in.readNBytes(SnapshotHeader.LENGTH);
      SnapshotHeader header = header(first);
      sha256.update(first);
      offset = first.length;
      while (true) {
        byte[] head = in.readNBytes(Frames.HEAD);
        next(in, head);
        if (payload[0] == Frames.END) {
          end();
          offset += Frames.HEAD + (long) length;
          if (in.read() >= 0) {
            throw damaged("there is something behind the end");
          }
          return new SnapshotSummary(header, names.size(), entries, stateHash.hash(), offset);
        }
        sha256.update(head);
        sha256.update(payload, 0, length);
        frame();
        offset += Frames.HEAD + (long) length;
      }
    } catch (MalformedBytesException e) {
      throw damaged(e.getMessage());
    }
  }

  private void next(InputStream in, byte[] head) throws IOException {
    if (head.length < Frames.HEAD) {
      throw damaged("the file ends before its end mark");
    }
    ByteSource source = new ByteSource(head);
    length = source.readFixedInt();
    int crc = source.readFixedInt();
    if (length < 1 || length > Frames.MAX) {
      throw damaged("a part of " + length + " bytes");
    }
    if (payload.length < length) {
      payload = new byte[length];
    }
    if (in.readNBytes(payload, 0, length) < length) {
      throw damaged("the file ends before its end mark");
    }
    if (crc != Frames.crc(length, payload)) {
      throw damaged("a checksum does not fit");
    }
  }

  private void frame() throws SnapshotDamagedException {
    ByteSource source = new ByteSource(payload, 1, length - 1);
    byte kind = payload[0];
    if (kind == Frames.SECTION && section == null) {
      table = source.readByte() == 1;
      section = source.readString();
      sectionEntries = 0;
      source.expectEnd();
      if (!names.add(section)) {
        throw damaged("a second section " + section);
      }
      if (!partly && !loaders.containsKey(section)) {
        throw damaged("section " + section + " is not known to this release");
      }
    } else if (kind == Frames.ENTRIES && section != null) {
      entries(source);
    } else if (kind == Frames.SECTION_END && section != null) {
      if (source.readVarLong() != sectionEntries) {
        throw damaged("section " + section + " has another number of entries");
      }
      source.expectEnd();
      section = null;
    } else {
      throw damaged("a part of kind " + kind + " where it does not belong");
    }
  }

  private void entries(ByteSource source) throws SnapshotDamagedException {
    EntryConsumer loader = loaders == null ? null : loaders.get(section);
    while (source.remaining() > 0) {
      byte[] key = source.readBytes();
      byte[] value = source.readBytes();
      if (table) {
        stateHash.add(section, key, key.length, value, value.length);
      }
      if (loader != null) {
        loader.entry(key, key.length, value, value.length);
      }
      sectionEntries++;
      entries++;
    }
  }

  private void end() throws SnapshotDamagedException {
    ByteSource source = new ByteSource(payload, 1, length - 1);
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
      throw damaged("sections or entries are missing");
    }
    if (!Arrays.equals(digest, sha256.digest())) {
      throw damaged("the SHA-256 of the file does not fit");
    }
    if (!written.equals(stateHash.hash())) {
      throw damaged("the state hash does not fit");
    }
  }

  private SnapshotDamagedException damaged(String what) {
    return new SnapshotDamagedException(offset, what);
  }
}
