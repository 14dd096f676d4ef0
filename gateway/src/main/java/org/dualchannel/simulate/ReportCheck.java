package org.dualchannel.simulate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dualchannel.audit.MonthlySums;
import org.dualchannel.report.Report;
import org.dualchannel.report.ReportQuery;
import org.dualchannel.report.Reports;
import org.dualchannel.report.ReportsUnavailableException;

/** Compares the monthly report with the auditor's sums, which come straight from the log. */
final class ReportCheck {
  private static final int ANY = 10_000;

  private ReportCheck() {}

  /** What disagrees; empty when nothing does. */
  static List<String> differences(Reports reports, ReportQuery query, List<MonthlySums.Sum> sums)
      throws ReportsUnavailableException {
    Map<String, String> told = new TreeMap<>();
    ReportQuery byMonth = query.by(Set.of(ReportQuery.Dimension.SCHEME));
    Map<Long, long[]> months = new TreeMap<>();
    for (List<Object> row : reports.page(Report.MONTHLY_USE, byMonth, null, ANY).rows()) {
      long[] month = months.computeIfAbsent((Long) row.get(0), key -> new long[5]);
      for (int i = 0; i < month.length; i++) {
        month[i] += (Long) row.get(Report.MONTHLY_USE.keyColumns() + i);
      }
    }
    months.forEach((month, row) -> told.put("month " + month, figures(row)));
    Map<String, String> audited = new TreeMap<>();
    for (MonthlySums.Sum sum : sums) {
      long[] row = {
        sum.quantityE4(), sum.medfeeFen(), sum.fundFen(), sum.psnPartFen(), sum.settlements()
      };
      audited.put("month " + sum.month(), figures(row));
    }
    if (told.equals(audited)) {
      return List.of();
    }
    return List.of("the monthly report says " + told + ", the audit says " + audited);
  }

  private static String figures(long[] row) {
    return "quantity_e4 %d, amount %d, fund %d, self-pay %d, settlements %d"
        .formatted(row[0], row[1], row[2], row[3], row[4]);
  }
}
