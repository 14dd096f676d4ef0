package org.dualchannel.reimbursement;

import org.dualchannel.rules.Rule;

/** Step 8, first half: listed drugs in primary care cost the person nothing within scope. */
final class FullCoverage {
  private FullCoverage() {}

  @Rule("S3-41")
  static void pay(Bill bill) {
    for (BillLine line : bill.lines) {
      long open = line.openFen();
      if (line.line.fullCoverage() && open > 0) {
        bill.explanation.add(
            Step.Kind.FULL_COVERAGE,
            "S3-41",
            "",
            line.line.line(),
            Payer.FULL_COVERAGE,
            open,
            Ratio.ONE,
            open,
            null);
        line.fundPays(Payer.FULL_COVERAGE, open);
      }
    }
  }
}
