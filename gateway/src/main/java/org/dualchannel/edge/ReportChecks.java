package org.dualchannel.edge;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.report.Report;
import org.dualchannel.report.ReportQuery;
import org.dualchannel.report.ReportQuery.Dimension;
import org.dualchannel.v1.ReportDimension;
import org.dualchannel.v1.ReportFilter;
import org.dualchannel.v1.ReportKind;

/** What may be asked of the reports, and by whom. */
final class ReportChecks {
  static final int DEFAULT_PAGE = 100;
  static final int MAX_PAGE = 1_000;

  private static final int MAX_MONTHS = 36;
  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");

  private ReportChecks() {}

  static void filter(FieldChecks checks, Report report, boolean present, ReportFilter filter) {
    if (!checks.required("filter", present)) {
      return;
    }
    checks.area("filter.area", filter.getArea());
    if (!filter.getHospital().isEmpty()) {
      checks.institution("filter.hospital", filter.getHospital());
    }
    if (!filter.getDispenser().isEmpty()) {
      checks.place("filter.dispenser", filter.getDispenser());
    }
    checks.optionalDate("filter.date", filter.hasDate(), filter.getDate());
    checks.count("filter.dimensions", filter.getDimensionsCount(), 0, Dimension.values().length);
    for (ReportDimension each : filter.getDimensionsList()) {
      checks.chosen("filter.dimensions", each);
    }
    if (report != Report.PUBLIC_PHARMACIES) {
      months(checks, filter);
    }
  }

  private static void months(FieldChecks checks, ReportFilter filter) {
    checks.form("filter.from_month", filter.getFromMonth(), MONTH, "such as 2026-01", "2026-01");
    checks.form("filter.to_month", filter.getToMonth(), MONTH, "such as 2026-01", "2026-01");
    if (MONTH.matcher(filter.getFromMonth()).matches()
        && MONTH.matcher(filter.getToMonth()).matches()) {
      int months = count(filter.getToMonth()) - count(filter.getFromMonth()) + 1;
      if (months < 1 || months > MAX_MONTHS) {
        checks.violate(
            "filter.to_month",
            "must be from_month or later, and at most " + MAX_MONTHS + " months in all",
            "应不早于起始月份，且最多" + MAX_MONTHS + "个月");
      }
    }
  }

  private static int count(String month) {
    int yearMonth = month(month);
    return yearMonth / 100 * 12 + yearMonth % 100;
  }

  private static int month(String month) {
    return month.isEmpty() ? 0 : Integer.parseInt(month.replace("-", ""));
  }

  /** The query of a filter that passed the checks. */
  static ReportQuery query(ReportFilter filter, long nowMs) {
    var date = filter.hasDate() ? Times.dateOf(filter.getDate()) : CivilDate.of(nowMs);
    Set<Dimension> dimensions = EnumSet.noneOf(Dimension.class);
    for (ReportDimension each : filter.getDimensionsList()) {
      switch (each) {
        case REPORT_DIMENSION_DRUG -> dimensions.add(Dimension.DRUG);
        case REPORT_DIMENSION_HOSPITAL -> dimensions.add(Dimension.HOSPITAL);
        case REPORT_DIMENSION_DISPENSER -> dimensions.add(Dimension.DISPENSER);
        case REPORT_DIMENSION_SCHEME -> dimensions.add(Dimension.SCHEME);
        default -> throw new IllegalArgumentException("passed the checks: " + each);
      }
    }
    return new ReportQuery(
        filter.getArea(),
        month(filter.getFromMonth()),
        month(filter.getToMonth()),
        date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth(),
        filter.getHospital(),
        filter.getDispenser(),
        dimensions);
  }

  /** The query, narrowed to what the caller may see. */
  static ReportQuery permitted(Principal caller, Report report, ReportQuery query) {
    if (report == Report.PUBLIC_PHARMACIES || caller.is(Role.BUREAU, query.area())) {
      return query;
    }
    String action = "read the report " + report;
    if (caller.role() == Role.HOSPITAL) {
      Access.require(
          query.hospital().isEmpty() || query.hospital().equals(caller.code()), caller, action);
      return query.ofHospital(caller.code());
    }
    boolean ofDispensers = report == Report.MONTHLY_USE || report == Report.REFUSALS;
    Access.require(
        caller.role() == Role.PHARMACY
            && ofDispensers
            && (query.dispenser().isEmpty() || query.dispenser().equals(caller.code())),
        caller,
        action);
    return query.ofDispenser(caller.code());
  }

  /** The report that is asked for; the monthly one when none is, which another check refuses. */
  static Report report(ReportKind kind) {
    return switch (kind) {
      case REPORT_KIND_STOCK_RATE -> Report.STOCK_RATE;
      case REPORT_KIND_PUBLIC_PHARMACIES -> Report.PUBLIC_PHARMACIES;
      case REPORT_KIND_SCORE_INPUTS -> Report.SCORE_INPUTS;
      case REPORT_KIND_DRUG_COSTS -> Report.DRUG_COSTS;
      case REPORT_KIND_REFUSALS -> Report.REFUSALS;
      default -> Report.MONTHLY_USE;
    };
  }
}
