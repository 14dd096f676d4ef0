package org.dualchannel.loadtest.h2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Encodes header fields (HPACK, RFC 7541) for one connection. A field is spelled out once and is
 * one byte from then on. Nothing is evicted: when the table is full, further fields are spelled out
 * each time.
 */
final class FieldTable {
  /** Bytes that a server lets the table have unless it says otherwise. */
  static final int DEFAULT_CAPACITY = 4_096;

  private static final int STATIC_FIELDS = 61;
  private static final int ENTRY_OVERHEAD = 32;
  private static final int INDEXED = 0x80;
  private static final int LITERAL_TO_INDEX = 0x40;

  /** Those of the static table that a gRPC request needs. */
  private static final Map<Field, Integer> STATIC =
      Map.of(new Field(":method", "POST"), 3, new Field(":scheme", "http"), 6);

  private static final Map<String, Integer> STATIC_NAMES =
      Map.of(":authority", 1, ":path", 4, "content-type", 31, "user-agent", 58);

  private final Map<Field, Integer> places = new HashMap<>();
  private int capacity = DEFAULT_CAPACITY;
  private int size;

  /** A header field; the name in lower case, both ASCII. */
  record Field(String name, String value) {
    int tableSize() {
      return name.length() + value.length() + ENTRY_OVERHEAD;
    }
  }

  /** How many fields were added; a block stays valid until this changes. */
  int generation() {
    return places.size();
  }

  /**
   * Takes over what the server allows.
   *
   * @return false when the table is larger already, which this encoder cannot mend
   */
  boolean limit(int bytes) {
    capacity = Math.min(DEFAULT_CAPACITY, bytes);
    return size <= capacity;
  }

  /**
   * The block that stands for these fields. It has to be sent before any later block is made: it
   * may add to the table of the server.
   */
  byte[] encode(List<Field> fields) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (Field field : fields) {
      Integer fixed = STATIC.get(field);
      Integer place = places.get(field);
      if (fixed != null) {
        integer(block, INDEXED, 7, fixed);
      } else if (place != null) {
        // The newest entry has the lowest index.
        integer(block, INDEXED, 7, STATIC_FIELDS + places.size() - place);
      } else {
        literal(block, field);
      }
    }
    return block.toByteArray();
  }

  private void literal(ByteArrayOutputStream block, Field field) {
    boolean add = size + field.tableSize() <= capacity;
    int name = STATIC_NAMES.getOrDefault(field.name(), 0);
    integer(block, add ? LITERAL_TO_INDEX : 0, add ? 6 : 4, name);
    if (name == 0) {
      string(block, field.name());
    }
    string(block, field.value());
    if (add) {
      places.put(field, places.size());
      size += field.tableSize();
    }
  }

  private static void string(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    integer(block, 0, 7, bytes.length);
    block.write(bytes, 0, bytes.length);
  }

  private static void integer(ByteArrayOutputStream block, int pattern, int bits, int value) {
    int most = (1 << bits) - 1;
    if (value < most) {
      block.write(pattern | value);
      return;
    }
    block.write(pattern | most);
    int rest = value - most;
    while (rest > 127) {
      block.write((rest & 127) | 128);
      rest >>>= 7;
    }
    block.write(rest);
  }
}
