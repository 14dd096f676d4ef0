package org.dualchannel.faultsim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened, as one running number and, when recording, as the last lines of text. A failing
 * seed is run again with recording on: it takes the same way.
 */
final class Trace {
  private static final int LINES = 40;

  private final boolean recording;
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private long hash;

  Trace(boolean recording) {
    this.recording = recording;
  }

  /**
   * Notes a happening.
   *
   * @param what text in which {@code #} stands for the numbers, in order
   */
  void note(long nowMs, String what, long first, long second) {
    hash = Chance.mix(hash * 31 + nowMs);
    hash = Chance.mix(hash ^ what.hashCode() ^ (first << 20) ^ (second * 0x9E3779B97F4A7C15L));
    if (recording) {
      String text =
          what.replaceFirst("#", Long.toString(first)).replaceFirst("#", Long.toString(second));
      line(nowMs, text);
    }
  }

  /** Adds detail to the text alone. */
  void line(long nowMs, String text) {
    if (recording) {
      if (lines.size() == LINES) {
        lines.removeFirst();
      }
      lines.add(String.format("%9d ms  %s", nowMs, text));
    }
  }

  boolean recording() {
    return recording;
  }

  void mix(byte[] bytes) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | bytes[i] & 0xFF;
    }
    hash = Chance.mix(hash ^ value);
  }

  long hash() {
    return hash;
  }

  List<String> lines() {
    return new ArrayList<>(lines);
  }
}
