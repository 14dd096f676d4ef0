package org.dualchannel.report;

import java.util.List;

/**
 * Rows of a report.
 *
 * @param rows each with its values in the order of {@link Report#columns}: String, Long or Boolean
 * @param last the key of the last row, to go on after; null when there is no more
 * @param asOfIndex the record of the log up to which everything is in it
 */
public record ReportPage(List<List<Object>> rows, List<Object> last, long asOfIndex) {
  public ReportPage {
    rows = List.copyOf(rows);
  }
}
