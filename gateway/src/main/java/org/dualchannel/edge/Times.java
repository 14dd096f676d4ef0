package org.dualchannel.edge;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Instants and days between the contract and the domain; strict on the way in. */
final class Times {
  /** The last second of the year 9999, as far as a Timestamp goes. */
  private static final long MAX_SECONDS = 253_402_300_799L;

  private static final int NANOS_PER_MILLI = 1_000_000;

  private Times() {}

  static boolean isValid(Timestamp timestamp) {
    return timestamp.getSeconds() >= 0
        && timestamp.getSeconds() <= MAX_SECONDS
        && timestamp.getNanos() >= 0
        && timestamp.getNanos() < 1_000 * NANOS_PER_MILLI;
  }

  /** Epoch milliseconds of a valid instant. */
  static long msOf(Timestamp timestamp) {
    return timestamp.getSeconds() * 1_000 + timestamp.getNanos() / NANOS_PER_MILLI;
  }

  static Timestamp timestamp(long epochMs) {
    return Timestamp.newBuilder().setSeconds(secondsOf(epochMs)).setNanos(nanosOf(epochMs)).build();
  }

  static long secondsOf(long epochMs) {
    return Math.floorDiv(epochMs, 1_000L);
  }

  /** The part of a second, as an instant of the contract has it. */
  static int nanosOf(long epochMs) {
    return Math.floorMod(epochMs, 1_000) * NANOS_PER_MILLI;
  }

  /** The day; null when it is not one of the calendar, or a part of it is missing. */
  static LocalDate dateOf(Date date) {
    if (date.getYear() < 1 || date.getYear() > 9999) {
      return null;
    }
    try {
      return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
    } catch (DateTimeException e) {
      return null;
    }
  }

  static Date date(LocalDate date) {
    return Date.newBuilder()
        .setYear(date.getYear())
        .setMonth(date.getMonthValue())
        .setDay(date.getDayOfMonth())
        .build();
  }
}
