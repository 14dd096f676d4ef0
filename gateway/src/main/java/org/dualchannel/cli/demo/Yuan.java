package org.dualchannel.cli.demo;

import java.math.BigDecimal;
import java.util.Locale;

/** Fen as people read them. */
public final class Yuan {
  private Yuan() {}

  /** Such as {@code 6,320.00}. */
  public static String of(long fen) {
    return String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(fen, 2));
  }
}
