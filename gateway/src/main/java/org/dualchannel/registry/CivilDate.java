package org.dualchannel.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The civil date of a log time. Every pooling area keeps Beijing time (UTC+8, no summer time), so
 * the zone is a constant and independent of the machine's time zone data.
 */
public final class CivilDate {
  /** The zone of every pooling area. */
  public static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

  private CivilDate() {}

  /** The date on which the instant {@code timeMs} (epoch milliseconds) falls. */
  public static LocalDate of(long timeMs) {
    return Instant.ofEpochMilli(timeMs).atOffset(ZONE).toLocalDate();
  }

  /** The first instant of the date, in epoch milliseconds. */
  public static long startMs(LocalDate date) {
    return date.atStartOfDay().toInstant(ZONE).toEpochMilli();
  }
}
