package org.dualchannel.registry;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The civil date of a log time. Every pooling area keeps Beijing time (UTC+8, no summer time), so
 * the zone is a constant and independent of the machine's time zone data.
 */
public final class CivilDate {
  /** The zone of every pooling area. */
  public static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

  // Plain numbers: the classes of the JDK make five objects for a date, at every command.
  private static final long AHEAD_MS = ZONE.getTotalSeconds() * 1_000L;
  private static final long DAY_MS = 24 * 60 * 60 * 1_000L;

  private CivilDate() {}

  /** The date on which the instant {@code timeMs} (epoch milliseconds) falls. */
  public static LocalDate of(long timeMs) {
    long days = Math.floorDiv(timeMs, DAY_MS);
    boolean tomorrow = Math.floorMod(timeMs, DAY_MS) >= DAY_MS - AHEAD_MS;
    return LocalDate.ofEpochDay(tomorrow ? days + 1 : days);
  }

  /** The first instant of the date, in epoch milliseconds. */
  public static long startMs(LocalDate date) {
    return Math.multiplyExact(date.toEpochDay(), DAY_MS) - AHEAD_MS;
  }
}
