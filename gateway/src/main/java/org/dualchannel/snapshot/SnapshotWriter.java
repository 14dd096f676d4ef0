package org.dualchannel.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.dualchannel.codec.ByteSink;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.Section;
import org.dualchannel.store.StateHash;
import org.dualchannel.store.Table;

/**
 * Writes one snapshot to a file and forces it to disk, or to memory. Knows nothing of names and of
 * verifying.
 */
final class SnapshotWriter implements AutoCloseable {
  /** Forcing in portions keeps the disk free for the log, which is forced all the time. */
  private static final long FORCE_EVERY = 1L << 20;

  private final WritableByteChannel out;
  private final FileChannel file; // null when it is written to memory
  private final BooleanSupplier cancelled;
  private final Pace pace;
  private final MessageDigest sha256 = sha256();
  private final StateHash.Sum stateHash = new StateHash.Sum();
  private final ByteSink payload = new ByteSink(Frames.FULL + 64);
  private final ByteSink head = new ByteSink(Frames.HEAD);
  private long unforced;
  private long entries;
  private int sections;

  /**
   * @param cancelled asked now and then; true stops the writing
   */
  SnapshotWriter(Path path, Pace pace, BooleanSupplier cancelled) throws IOException {
    this.pace = pace;
    this.cancelled = cancelled;
    file = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    out = file;
  }

  /** Writes to memory. */
  SnapshotWriter(OutputStream memory) {
    cancelled = () -> false;
    pace = Pace.FULL;
    file = null;
    out = Channels.newChannel(memory);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }

  /** Writes everything; each section is released as soon as it is written. */
  void write(SnapshotHeader header, List<Section> all) throws IOException {
    byte[] first = header.encode();
    sha256.update(first);
    writeFully(ByteBuffer.wrap(first));
    try {
      for (Section section : all) {
        section(section);
        section.release();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    end();
    force(true);
  }

  private void force(boolean lengthToo) throws IOException {
    if (file != null) {
      file.force(lengthToo);
    }
  }

  private void section(Section section) throws IOException {
    sections++;
    begin(Frames.SECTION);
    payload.putByte(section.table() ? 1 : 0);
    payload.putString(section.name());
    frame();
    Entries taken = new Entries(section);
    section.writeTo(taken);
    taken.flush();
    begin(Frames.SECTION_END);
    payload.putVarLong(taken.count);
    frame();
    entries += taken.count;
  }

  private void end() throws IOException {
    byte[] digest = sha256.digest();
    StateHash hash = stateHash.hash();
    begin(Frames.END);
    payload.putVarLong(sections);
    payload.putVarLong(entries);
    payload.putFixedLong(hash.lane0());
    payload.putFixedLong(hash.lane1());
    payload.putFixedLong(hash.lane2());
    payload.putFixedLong(hash.lane3());
    payload.putFixedLong(hash.entries());
    payload.putRaw(digest, 0, digest.length);
    frame();
  }

  private void begin(byte kind) {
    payload.reset();
    payload.putByte(kind);
  }

  private void frame() throws IOException {
    if (cancelled.getAsBoolean()) {
      throw new SnapshotCancelledException();
    }
    head.reset();
    head.putFixedInt(payload.length());
    head.putFixedInt(Frames.crc(payload.length(), payload.array()));
    sha256.update(head.array(), 0, head.length());
    sha256.update(payload.array(), 0, payload.length());
    writeFully(ByteBuffer.wrap(head.array(), 0, head.length()));
    writeFully(ByteBuffer.wrap(payload.array(), 0, payload.length()));
    pace.rest();
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    unforced += bytes.remaining();
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
    if (unforced >= FORCE_EVERY) {
      force(false);
      unforced = 0;
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** Collects the entries of one section in frames. */
  private final class Entries implements EntryConsumer {
    private final Section section;
    private long count;

    Entries(Section section) {
      this.section = section;
      begin(Frames.ENTRIES);
    }

    @Override
    public void entry(byte[] key, int keyLength, byte[] value, int valueLength) {
      if (keyLength + valueLength > Table.MAX_ENTRY_BYTES) {
        throw new IllegalStateException("an entry of " + section.name() + " is too long");
      }
      if (payload.length() > 1 && payload.length() + keyLength + valueLength > Frames.FULL) {
        flush();
      }
      payload.putVarLong(keyLength);
      payload.putRaw(key, 0, keyLength);
      payload.putVarLong(valueLength);
      payload.putRaw(value, 0, valueLength);
      if (section.table()) {
        stateHash.add(section.name(), key, keyLength, value, valueLength);
      }
      count++;
    }

    private void flush() {
      if (payload.length() > 1) {
        try {
          frame();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      begin(Frames.ENTRIES);
    }
  }
}
