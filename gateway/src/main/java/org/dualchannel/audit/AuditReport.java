package org.dualchannel.audit;

import java.io.PrintWriter;
import java.util.List;
import org.dualchannel.log.LogReader;

/**
 * What an audit found.
 *
 * @param log what the files hold; null when reading stopped before their end
 * @param since the record that the audit went on from, its log being purged before; 0 for none
 * @param snapshots snapshots found to be what the replay came to
 * @param commands what became of every command
 * @param settlements settlements recomputed
 * @param returns returns recomputed
 * @param sealsChecked seals found true
 * @param unsealed records after the last seal: their chain was computed but nothing vouches for it
 * @param sums what reports must show, by area and month
 * @param ledgerHash hash of the last record, in hexadecimal
 * @param stateHash hash of all tables, in hexadecimal
 * @param differences what is wrong, with its place; empty when all is well
 */
public record AuditReport(
    LogReader.Summary log,
    long since,
    long snapshots,
    Tally commands,
    long settlements,
    long returns,
    long sealsChecked,
    long unsealed,
    List<MonthlySums.Sum> sums,
    String ledgerHash,
    String stateHash,
    List<String> differences) {
  public AuditReport {
    sums = List.copyOf(sums);
    differences = List.copyOf(differences);
  }

  public boolean clean() {
    return differences.isEmpty();
  }

  /** Writes the report for people. */
  public void print(PrintWriter out) {
    out.println("Audit of the log");
    if (log != null) {
      out.printf("  %-22s %,d in %,d batches%n", "records", log.records(), log.batches());
      if (log.tornBytes() > 0) {
        out.printf("  %-22s %,d, never acknowledged%n", "torn bytes at the end", log.tornBytes());
      }
    }
    if (since > 0) {
      out.printf(
          "  %-22s record %,d; what was before is purged, its snapshot is taken as it is%n",
          "audited after", since);
    }
    if (snapshots > 0) {
      out.printf("  %-22s %,d are what the replay came to%n", "snapshots", snapshots);
    }
    out.printf(
        "  %-22s %,d found true, %,d records after the last%n", "seals", sealsChecked, unsealed);
    out.printf("  %-22s %,d, and %,d returns%n", "settlements recomputed", settlements, returns);
    out.println();
    out.printf("  %-26s %12s %12s %12s%n", "command", "accepted", "refused", "repeated");
    for (Tally.Count count : commands.counts()) {
      out.printf(
          "  %-26s %,12d %,12d %,12d%n",
          count.command(), count.accepted(), count.refused(), count.repeated());
    }
    out.println();
    printSums(out);
    out.println("  ledger hash  " + ledgerHash);
    out.println("  state hash   " + stateHash);
    out.println();
    if (clean()) {
      out.println("No differences.");
    } else {
      out.println("DIFFERENCES:");
      differences.forEach(each -> out.println("  " + each));
    }
    out.flush();
  }

  private void printSums(PrintWriter out) {
    if (sums.isEmpty()) {
      return;
    }
    out.println("  What reports must show, amounts in fen:");
    out.printf(
        "  %-14s %12s %9s %16s %16s %16s %16s%n",
        "area, month", "settlements", "returns", "quantity_e4", "amount", "fund", "self-pay");
    for (MonthlySums.Sum sum : sums) {
      out.printf(
          "  %-14s %,12d %,9d %,16d %,16d %,16d %,16d%n",
          sum.area() + ' ' + sum.month(),
          sum.settlements(),
          sum.returns(),
          sum.quantityE4(),
          sum.medfeeFen(),
          sum.fundFen(),
          sum.psnPartFen());
    }
    out.println();
  }
}
