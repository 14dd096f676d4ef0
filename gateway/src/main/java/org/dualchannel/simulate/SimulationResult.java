package org.dualchannel.simulate;

import java.util.List;
import java.util.Map;
import org.dualchannel.audit.AuditReport;
import org.dualchannel.report.Report;
import org.dualchannel.report.ReportQuery;
import org.dualchannel.rules.Reason;
import org.dualchannel.supervision.Alert;

/**
 * What a simulation came to.
 *
 * @param prescriptions accepted ones
 * @param commands sent, retries included
 * @param playedMs how long the pipeline took for them
 * @param resettled settlements, and what returns left of them, settled again by the oracle
 * @param oracleDifferences of these, so many otherwise
 * @param differing the first of these by name
 * @param broken invariants that do not hold; empty when all do
 * @param stateHash of all tables
 * @param refusals by reason, retries not counted
 * @param alerts of supervision by kind
 * @param audit what the replay of the log found
 * @param tables the yearly reports
 */
public record SimulationResult(
    long prescriptions,
    long commands,
    long playedMs,
    long resettled,
    long oracleDifferences,
    List<String> differing,
    List<String> broken,
    String stateHash,
    Map<Reason, Long> refusals,
    Map<Alert.Kind, Long> alerts,
    AuditReport audit,
    List<ReportTable> tables) {

  /**
   * One report.
   *
   * @param kept what the monthly report keeps apart; null in the others
   * @param rows as the report store gives them
   */
  public record ReportTable(
      String title, Report report, ReportQuery.Dimension kept, List<List<Object>> rows) {
    public ReportTable {
      rows = List.copyOf(rows);
    }
  }

  public SimulationResult {
    differing = List.copyOf(differing);
    broken = List.copyOf(broken);
    tables = List.copyOf(tables);
  }

  /** Whether every invariant holds and the oracle settles everything alike. */
  public boolean held() {
    return broken.isEmpty() && oracleDifferences == 0;
  }

  /** What stands in the last line of the output. */
  public String summary() {
    return "prescriptions="
        + prescriptions
        + " invariants="
        + (broken.isEmpty() ? "held" : "broken")
        + " oracle_differences="
        + oracleDifferences
        + " state_hash="
        + stateHash;
  }
}
