package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.dualchannel.fuzz.ByteProperty;

/**
 * A message of the log is taken, or refused as malformed. Records come out of a batch as they went
 * in, and a changed byte of a batch is found.
 *
 * <p>The input is a message. It is also taken for records to be batched: a byte of length, the
 * bytes, and so on; the last three bytes say where to change the batch and how.
 */
public final class LogMessageProperty implements ByteProperty {

  private static final class Records implements RecordConsumer {
    private final List<byte[]> records = new ArrayList<>();

    @Override
    public void onRecord(long timestampMs, DirectBuffer buffer, int offset, int length) {
      byte[] record = new byte[length];
      buffer.getBytes(offset, record);
      records.add(record);
    }
  }

  @Override
  public void check(byte[] input) {
    message(input);
    batch(input);
  }

  private static void message(byte[] input) {
    for (boolean fromMiddle : new boolean[] {false, true}) {
      LogMessages messages = new LogMessages(new Records(), fromMiddle);
      UnsafeBuffer buffer = new UnsafeBuffer(input);
      messages.isNewTerm(buffer, 0, input.length);
      messages.isComplete(buffer, 0, input.length);
      try {
        messages.onMessage(buffer, 0, input.length, input.length);
      } catch (RecordBatch.Malformed e) {
        assertTrue(e.offset() >= 0 && e.offset() <= Math.max(input.length, 8), e.getMessage());
      }
    }
  }

  private static void batch(byte[] input) {
    RecordBatch batch = new RecordBatch(1 << 16);
    List<byte[]> records = new ArrayList<>();
    int at = 0;
    while (at < input.length - 3) {
      int length = Math.min(1 + (input[at] & 0xFF), input.length - 3 - at);
      byte[] record = java.util.Arrays.copyOfRange(input, at, at + length);
      if (!batch.add(record)) {
        break;
      }
      records.add(record);
      at += length;
    }
    if (records.isEmpty()) {
      return;
    }
    Crc32c crc = new Crc32c();
    RecordBatch.verify(batch.buffer(), 0, batch.length(), crc);
    Records delivered = new Records();
    RecordBatch.deliver(1, batch.buffer(), 0, batch.length(), delivered);
    assertEquals(records.size(), delivered.records.size());
    for (int i = 0; i < records.size(); i++) {
      assertArrayEquals(records.get(i), delivered.records.get(i));
    }
    byte change = input[input.length - 1];
    if (change != 0) {
      byte[] changed = new byte[batch.length()];
      batch.buffer().getBytes(0, changed);
      int place = (input[input.length - 3] & 0xFF) << 8 | input[input.length - 2] & 0xFF;
      changed[place % changed.length] ^= change;
      assertThrows(
          RecordBatch.Malformed.class,
          () -> RecordBatch.verify(new UnsafeBuffer(changed), 0, changed.length, crc));
    }
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (int template : new int[] {1, 20, 21, 22, 23, 24, 25, 40}) {
      for (int block : new int[] {0, 16, 24, 32, 64}) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        buffer.putShort(0, (short) block);
        buffer.putShort(2, (short) template);
        buffer.putShort(4, (short) 111);
        buffer.putShort(6, (short) 14);
        byte[] seed = new byte[8 + block + (template == 21 ? 8 : 0)];
        buffer.getBytes(0, seed, 0, 8);
        seeds.add(seed);
      }
    }
    seeds.add(new byte[] {2, 5, 6, 1, 7, 4, 1, 2, 3, 4, 0, 9, 16});
    return seeds;
  }
}
