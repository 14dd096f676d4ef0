package org.dualchannel.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.dualchannel.codec.Samples.Everything;
import org.junit.jupiter.api.Test;

/** Random bytes and damaged values: either refused as malformed, or a value with these bytes. */
class BadBytesAreOnlyEverMalformedTest {
  private final RecordCodec<Everything> codec = RecordCodec.of(Everything.class);
  private final long seed = new Random().nextLong();
  private final SplittableRandom random = new SplittableRandom(seed);
  private int accepted;
  private int refused;

  @Test
  void randomBytes() {
    System.out.println("BadBytesAreOnlyEverMalformedTest.randomBytes seed " + seed);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      check(bytes);
    }
    assertTrue(refused > 0, "seed " + seed);
  }

  @Test
  void damagedValues() {
    System.out.println("BadBytesAreOnlyEverMalformedTest.damagedValues seed " + seed);
    RandomValues values = new RandomValues(seed);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = codec.encode(values.next(Everything.class));
      for (int j = 0; j < 20; j++) {
        check(damaged(bytes));
      }
    }
    assertTrue(refused > 0 && accepted > 0, "seed " + seed);
  }

  private byte[] damaged(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      case 2 -> {
        byte[] changed = bytes.clone();
        changed[at] = (byte) random.nextInt();
        changed[random.nextInt(bytes.length)] = (byte) 0xFF;
        yield changed;
      }
      default -> {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        yield longer;
      }
    };
  }

  private void check(byte[] bytes) {
    Everything value;
    try {
      value = codec.decode(bytes);
    } catch (MalformedBytesException e) {
      assertTrue(e.offset() >= 0 && e.offset() <= bytes.length, "seed " + seed);
      refused++;
      return;
    }
    accepted++;
    assertArrayEquals(bytes, codec.encode(value), "seed " + seed);
  }
}
