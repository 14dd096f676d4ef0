package org.dualchannel.codec;

import java.time.LocalDate;
import java.util.List;

/** Records that use every form. */
final class Samples {
  enum Colour {
    RED,
    GREEN,
    BLUE
  }

  record Line(String drug, long quantityE4, int ratioBp, boolean split, List<String> codes) {}

  @SuppressWarnings("ArrayRecordComponent")
  record Everything(
      long a,
      int b,
      short c,
      byte d,
      boolean e,
      Long f,
      Integer g,
      Boolean h,
      String i,
      byte[] j,
      Colour k,
      LocalDate l,
      Line m,
      Shape n,
      List<Line> o,
      List<Shape> p,
      List<Long> q,
      List<Colour> r,
      List<LocalDate> s,
      List<byte[]> t,
      List<Boolean> u,
      Tree v) {}

  record Tree(String name, List<Tree> children) {}

  record Nothing() {}

  sealed interface Shape {}

  @WireId(1)
  record Circle(long radius) implements Shape {}

  @WireId(7)
  record Square(int side, Shape inner) implements Shape {}

  sealed interface Rounded extends Shape {}

  @WireId(3)
  record Oval(int width, int height) implements Rounded {}

  @WireId(4)
  record Point() implements Rounded {}

  /** Refuses a value that its bytes can express. */
  record Positive(long value) {
    Positive {
      if (value < 0) {
        throw new IllegalArgumentException("negative");
      }
    }
  }

  private Samples() {}
}
