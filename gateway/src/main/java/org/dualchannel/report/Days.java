package org.dualchannel.report;

import java.time.LocalDate;
import org.dualchannel.registry.CivilDate;

/** Days and months as the tables hold them. */
final class Days {
  private Days() {}

  /** {@code yyyymmdd} */
  static int day(LocalDate date) {
    return date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
  }

  /** {@code yyyymmdd} of a log time. */
  static int day(long timeMs) {
    return day(CivilDate.of(timeMs));
  }

  /** {@code yyyymmdd} of the end of a period; a far day when it has none. */
  static int end(LocalDate date) {
    return date == null ? Table.OPEN_END : day(date);
  }

  /** {@code yyyymm} of a {@code yyyymmdd} */
  static int month(int day) {
    return day / 100;
  }
}
