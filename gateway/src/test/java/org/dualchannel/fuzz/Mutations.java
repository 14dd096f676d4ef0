package org.dualchannel.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Inputs made from good ones by chance, the same for the same seed. */
final class Mutations {
  private static final int[] TELLING = {0, 1, 0x7F, 0x80, 0xFF, '(', ')', ',', '"', '\n', '0', '='};

  private final SplittableRandom random;
  private final List<byte[]> inputs;

  Mutations(long seed, List<byte[]> inputs) {
    random = new SplittableRandom(seed);
    this.inputs = inputs;
  }

  byte[] next() {
    byte[] bytes = any().clone();
    for (int change = random.nextInt(1, 5); change > 0; change--) {
      bytes = changed(bytes);
    }
    return bytes;
  }

  private byte[] any() {
    return inputs.get(random.nextInt(inputs.size()));
  }

  private byte[] changed(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int end = Math.min(bytes.length, at + random.nextInt(1, 9));
    return switch (random.nextInt(7)) {
      case 0 -> spliced(bytes, at, at, telling());
      case 1 -> spliced(bytes, at, end, new byte[0]);
      case 2 -> spliced(bytes, at, end, telling());
      case 3 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
      case 4 -> {
        byte[] other = any();
        int from = random.nextInt(other.length + 1);
        yield spliced(bytes, at, bytes.length, Arrays.copyOfRange(other, from, other.length));
      }
      default -> {
        byte[] flipped = bytes.clone();
        if (at < bytes.length) {
          flipped[at] ^= (byte) (1 << random.nextInt(8));
        }
        yield flipped;
      }
    };
  }

  private byte[] telling() {
    byte[] bytes = new byte[random.nextInt(1, 6)];
    int same = TELLING[random.nextInt(TELLING.length)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextBoolean() ? same : random.nextInt(256));
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] instead) {
    byte[] result = new byte[bytes.length - (to - from) + instead.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(instead, 0, result, from, instead.length);
    System.arraycopy(bytes, to, result, from + instead.length, bytes.length - to);
    return result;
  }
}
