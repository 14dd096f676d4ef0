package org.dualchannel.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dualchannel.codec.ByteSink;
import org.dualchannel.codec.MalformedBytesException;
import org.dualchannel.codec.RandomValues;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Outcome;
import org.dualchannel.pipeline.LogRecord;

/**
 * Records are read, or refused as malformed with a place within the bytes. What is read is written
 * again as the very same bytes: there is one form.
 */
final class RecordProperties {
  private static final int SEEDS = 20;
  private static final int TRIES = 2_000;
  private static final int LARGE = 150;
  private static final int LARGEST = 4_000;

  /** Log payloads. The first 17 bytes are no part of the command. */
  static final ByteProperty COMMAND =
      new ByteProperty() {
        private static final int HEADER = 17;

        @Override
        public void check(byte[] input) {
          Command command;
          try {
            command = LogRecord.command(input);
          } catch (MalformedBytesException e) {
            refused(e, input);
            return;
          }
          assertArrayEquals(
              Arrays.copyOfRange(input, HEADER, input.length),
              RecordCodec.of(Command.class).encode(command));
        }

        @Override
        public List<byte[]> seeds() {
          return encoded(Command.class).stream().map(RecordProperties::withHeader).toList();
        }
      };

  /** Stored outcomes; they hold settlements, prescriptions and most other values of the tables. */
  static final ByteProperty OUTCOME =
      new ByteProperty() {
        @Override
        public void check(byte[] input) {
          RecordCodec<Outcome> codec = RecordCodec.of(Outcome.class);
          Outcome outcome;
          try {
            outcome = codec.decode(input);
          } catch (MalformedBytesException e) {
            refused(e, input);
            return;
          }
          assertArrayEquals(input, codec.encode(outcome));
        }

        @Override
        public List<byte[]> seeds() {
          return encoded(Outcome.class);
        }
      };

  private RecordProperties() {}

  private static void refused(MalformedBytesException e, byte[] input) {
    assertTrue(e.offset() >= 0 && e.offset() <= input.length, e.toString());
  }

  private static byte[] withHeader(byte[] command) {
    ByteSink sink = new ByteSink();
    sink.putByte(1);
    sink.putFixedLong(3);
    sink.putFixedLong(4);
    sink.putRaw(command, 0, command.length);
    return sink.toByteArray();
  }

  /** Values by chance, as many long as short ones; most are refused by a constructor. */
  private static <T> List<byte[]> encoded(Class<T> type) {
    List<byte[]> small = new ArrayList<>();
    List<byte[]> large = new ArrayList<>();
    for (long seed = 1; seed < TRIES && (small.size() < SEEDS || large.size() < SEEDS); seed++) {
      T value;
      try {
        value = new RandomValues(seed).next(type);
      } catch (LinkageError refusedByItsConstructor) {
        continue;
      }
      byte[] bytes = RecordCodec.of(type).encode(value);
      List<byte[]> alike = bytes.length < LARGE ? small : large;
      if (alike.size() < SEEDS && bytes.length < LARGEST) {
        alike.add(bytes);
      }
    }
    small.addAll(large);
    return small;
  }
}
