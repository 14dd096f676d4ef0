package org.dualchannel.loadtest.h2;

import io.netty.buffer.ByteBuf;

/** The parts of an HTTP/2 frame that matter here (RFC 9113, section 4). */
final class Frame {
  static final int HEADER = 9;

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 1;
  static final int ACK = 1;
  static final int END_HEADERS = 4;
  static final int PADDED = 8;
  static final int PRIORITY = 0x20;

  static final int HEADER_TABLE_SIZE = 1;
  static final int ENABLE_PUSH = 2;
  static final int MAX_CONCURRENT_STREAMS = 3;
  static final int INITIAL_WINDOW_SIZE = 4;
  static final int MAX_FRAME_SIZE = 5;

  static final int SETTING = 6;

  private Frame() {}

  static void header(ByteBuf out, int length, int type, int flags, int stream) {
    out.writeMedium(length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(stream);
  }

  static void windowUpdate(ByteBuf out, int stream, int bytes) {
    header(out, 4, WINDOW_UPDATE, 0, stream);
    out.writeInt(bytes);
  }

  static void setting(ByteBuf out, int name, int value) {
    out.writeShort(name);
    out.writeInt(value);
  }
}
