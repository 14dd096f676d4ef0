package org.dualchannel.cli.load;

import com.google.type.Date;
import java.time.LocalDate;

/** Days as the contract has them. */
public final class Dates {
  private Dates() {}

  /** The same day. */
  public static Date of(LocalDate date) {
    return Date.newBuilder()
        .setYear(date.getYear())
        .setMonth(date.getMonthValue())
        .setDay(date.getDayOfMonth())
        .build();
  }
}
