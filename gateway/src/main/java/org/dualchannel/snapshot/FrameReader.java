package org.dualchannel.snapshot;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dualchannel.codec.ByteSource;

/** Reads the frames behind the header of a snapshot, one after another, with their checksums. */
final class FrameReader implements AutoCloseable {
  private static final int BUFFER = 1 << 20;

  private final InputStream in;
  private final byte[] header;
  private byte[] head = new byte[0];
  private byte[] payload = new byte[Frames.FULL + 64];
  private int length;
  private int crc;
  private long offset; // of the frame that is being read
  private long following;

  /** Takes the header off bytes from anywhere. */
  FrameReader(InputStream in) throws IOException {
    this.in = in;
    header = in.readNBytes(SnapshotHeader.LENGTH);
    if (header.length < SnapshotHeader.LENGTH) {
      throw new SnapshotDamagedException(header.length, "shorter than its header");
    }
    following = header.length;
  }

  static FrameReader open(Path path) throws IOException {
    InputStream file = Files.newInputStream(path);
    try {
      return new FrameReader(new BufferedInputStream(file, BUFFER));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** The bytes before the first frame. */
  byte[] header() {
    return header;
  }

  /** The kind of the next frame; {@link #read} or {@link #pass} is to follow. */
  byte next() throws IOException {
    offset = following;
    head = in.readNBytes(Frames.HEAD);
    if (head.length < Frames.HEAD) {
      throw damaged("the file ends before its end mark");
    }
    ByteSource source = new ByteSource(head);
    length = source.readFixedInt();
    crc = source.readFixedInt();
    if (length < 1 || length > Frames.MAX) {
      throw damaged("a part of " + length + " bytes");
    }
    following = offset + Frames.HEAD + length;
    if (payload.length < length) {
      payload = new byte[length];
    }
    int kind = in.read();
    if (kind < 0) {
      throw damaged("the file ends before its end mark");
    }
    payload[0] = (byte) kind;
    return payload[0];
  }

  /** What the frame holds behind its kind; the array is another frame's after the next one. */
  ByteSource read() throws IOException {
    if (in.readNBytes(payload, 1, length - 1) < length - 1) {
      throw damaged("the file ends before its end mark");
    }
    if (crc != Frames.crc(length, payload)) {
      throw damaged("a checksum does not fit");
    }
    return new ByteSource(payload, 1, length - 1);
  }

  /** Leaves the frame unread. */
  void pass() throws IOException {
    try {
      in.skipNBytes(length - 1L);
    } catch (EOFException e) {
      throw damaged("the file ends before its end mark");
    }
  }

  /** Length and checksum of the frame, as they lie in the file. */
  byte[] head() {
    return head;
  }

  /** Kind and contents of the frame; {@link #length} bytes of it. */
  byte[] payload() {
    return payload;
  }

  int length() {
    return length;
  }

  /** Where the next frame begins. */
  long offset() {
    return following;
  }

  boolean atEnd() throws IOException {
    return in.read() < 0;
  }

  SnapshotDamagedException damaged(String what) {
    return new SnapshotDamagedException(offset, what);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
