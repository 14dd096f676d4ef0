package org.dualchannel.report;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a report is asked for. Fields that a report does not look at are left as they are in {@link
 * #of}.
 *
 * @param area pooling area
 * @param fromMonth first month, {@code yyyymm}
 * @param toMonth last month, {@code yyyymm}, included
 * @param day the day of reports about a day, {@code yyyymmdd}
 * @param hospital only this prescribing institution; empty for all
 * @param dispenser only this dispenser; empty for all
 * @param dimensions what the monthly report keeps apart
 */
public record ReportQuery(
    String area,
    int fromMonth,
    int toMonth,
    int day,
    String hospital,
    String dispenser,
    Set<Dimension> dimensions) {

  /** What the monthly report can keep apart besides the month. */
  public enum Dimension {
    DRUG("drug"),
    HOSPITAL("hospital"),
    DISPENSER("dispenser"),
    SCHEME("scheme");

    private final String column;

    Dimension(String column) {
      this.column = column;
    }

    String column() {
      return column;
    }
  }

  public ReportQuery {
    dimensions = dimensions.isEmpty() ? EnumSet.allOf(Dimension.class) : EnumSet.copyOf(dimensions);
  }

  /** All of an area, over months. */
  public static ReportQuery of(String area, int fromMonth, int toMonth) {
    return new ReportQuery(area, fromMonth, toMonth, 0, "", "", Set.of());
  }

  /** All of an area, on a day. */
  public static ReportQuery on(String area, int day) {
    return new ReportQuery(area, 0, 0, day, "", "", Set.of());
  }

  /** Only of one prescribing institution. */
  public ReportQuery ofHospital(String code) {
    return new ReportQuery(area, fromMonth, toMonth, day, code, dispenser, dimensions);
  }

  /** Only of one dispenser. */
  public ReportQuery ofDispenser(String code) {
    return new ReportQuery(area, fromMonth, toMonth, day, hospital, code, dimensions);
  }

  /** Keeping only these apart. */
  public ReportQuery by(Set<Dimension> kept) {
    return new ReportQuery(area, fromMonth, toMonth, day, hospital, dispenser, kept);
  }
}
