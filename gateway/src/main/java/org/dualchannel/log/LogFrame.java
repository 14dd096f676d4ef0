package org.dualchannel.log;

import static io.aeron.protocol.DataHeaderFlyweight.FLAGS_FIELD_OFFSET;
import static io.aeron.protocol.DataHeaderFlyweight.HEADER_LENGTH;
import static io.aeron.protocol.DataHeaderFlyweight.RESERVED_VALUE_OFFSET;
import static io.aeron.protocol.DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET;
import static io.aeron.protocol.DataHeaderFlyweight.STREAM_ID_FIELD_OFFSET;
import static io.aeron.protocol.DataHeaderFlyweight.TERM_ID_FIELD_OFFSET;
import static io.aeron.protocol.DataHeaderFlyweight.TERM_OFFSET_FIELD_OFFSET;
import static io.aeron.protocol.DataHeaderFlyweight.TYPE_FIELD_OFFSET;
import static io.aeron.protocol.DataHeaderFlyweight.VERSION_FIELD_OFFSET;

import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One frame of the recording, verified field by field. A flyweight: {@link #wrap} moves it.
 *
 * <p>Every byte of a frame is either determined by its position or covered by a checksum. Header:
 * length, version, flags, type, term offset, session id, stream id, term id, reserved value. The
 * archive keeps the CRC-32C of the payload, alignment included, in the place of the session id. Of
 * a padding frame only the header is written, with its session id.
 */
final class LogFrame {

  private final LogRecording recording;
  private final Crc32c crc = new Crc32c();
  private UnsafeBuffer segment;
  private Path file;
  private int at;
  private long position;

  LogFrame(LogRecording recording) {
    this.recording = recording;
  }

  /** Moves to a place of a file's content; nothing is looked at yet. */
  LogFrame wrap(Path segmentFile, UnsafeBuffer content, int offset, long logPosition) {
    this.file = segmentFile;
    this.segment = content;
    this.at = offset;
    this.position = logPosition;
    return this;
  }

  /**
   * @throws LogDamagedException at the first field that is not what it has to be
   */
  void verify() {
    verifyHeader();
    int bodyEnd = at + alignedLength();
    if (isPadding()) {
      int other = Zeros.firstOther(segment, at + HEADER_LENGTH, bodyEnd);
      if (other != bodyEnd) {
        throw damaged(other - at, "not zero within padding");
      }
      return;
    }
    int expected = int32(SESSION_ID_FIELD_OFFSET);
    int actual = crc.of(segment, at + HEADER_LENGTH, alignedLength() - HEADER_LENGTH);
    if (actual != expected) {
      throw damaged(0, String.format("frame CRC %08x, computed %08x", expected, actual));
    }
    int other = Zeros.firstOther(segment, at + length(), bodyEnd);
    if (other != bodyEnd) {
      throw damaged(other - at, "not zero in the alignment");
    }
  }

  void verifyHeader() {
    int termOffset = (int) (position % recording.termLength());
    int length = length();
    boolean padding = isPadding();
    if (length < HEADER_LENGTH || length > recording.termLength() - termOffset) {
      throw damaged(0, "frame length " + length);
    }
    expect(TYPE_FIELD_OFFSET, type(), padding ? 0 : DataHeaderFlyweight.HDR_TYPE_DATA, "type");
    if (padding) {
      expect(0, length, recording.termLength() - termOffset, "padding length");
      expect(FLAGS_FIELD_OFFSET, flags(), 0xC0, "flags of padding");
    } else if (length == HEADER_LENGTH || length > recording.mtu()) {
      throw damaged(0, "frame length " + length + ", MTU " + recording.mtu());
    }
    expect(VERSION_FIELD_OFFSET, uint8(VERSION_FIELD_OFFSET), 0, "version");
    expect(FLAGS_FIELD_OFFSET, flags() & 0x3F, 0, "unknown flags");
    expect(TERM_OFFSET_FIELD_OFFSET, int32(TERM_OFFSET_FIELD_OFFSET), termOffset, "term offset");
    expect(
        STREAM_ID_FIELD_OFFSET, int32(STREAM_ID_FIELD_OFFSET), recording.streamId(), "stream id");
    expect(
        TERM_ID_FIELD_OFFSET,
        int32(TERM_ID_FIELD_OFFSET),
        recording.initialTermId() + (int) (position / recording.termLength()),
        "term id");
    if (segment.getLong(at + RESERVED_VALUE_OFFSET) != 0) {
      throw damaged(RESERVED_VALUE_OFFSET, "the reserved value is not 0");
    }
    if (!isEnd() && length != recording.mtu()) {
      throw damaged(0, "frame length " + length + " before the end of a message");
    }
  }

  /** Bytes, header included and alignment left out. */
  int length() {
    return int32(0);
  }

  int alignedLength() {
    return BitUtil.align(length(), FrameDescriptor.FRAME_ALIGNMENT);
  }

  boolean isPadding() {
    return type() == FrameDescriptor.PADDING_FRAME_TYPE;
  }

  boolean isBegin() {
    return (flags() & 0x80) != 0;
  }

  boolean isEnd() {
    return (flags() & 0x40) != 0;
  }

  /** Of a padding frame only. */
  int sessionId() {
    return int32(SESSION_ID_FIELD_OFFSET);
  }

  Path file() {
    return file;
  }

  int offset() {
    return at;
  }

  /** Position behind the frame. */
  long endPosition() {
    return position + alignedLength();
  }

  UnsafeBuffer buffer() {
    return segment;
  }

  int payloadOffset() {
    return at + HEADER_LENGTH;
  }

  int payloadLength() {
    return length() - HEADER_LENGTH;
  }

  LogDamagedException damaged(int offsetInFrame, String what) {
    return new LogDamagedException(file, at + (long) offsetInFrame, what);
  }

  private int flags() {
    return uint8(FLAGS_FIELD_OFFSET);
  }

  private int type() {
    return segment.getShort(at + TYPE_FIELD_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
  }

  private int uint8(int field) {
    return segment.getByte(at + field) & 0xFF;
  }

  private int int32(int field) {
    return segment.getInt(at + field, ByteOrder.LITTLE_ENDIAN);
  }

  private void expect(int field, int value, int expected, String name) {
    if (value != expected) {
      throw damaged(field, name + " is " + value + ", not " + expected);
    }
  }
}
