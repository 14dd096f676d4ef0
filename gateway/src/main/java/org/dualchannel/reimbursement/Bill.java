package org.dualchannel.reimbursement;

import java.util.ArrayList;
import java.util.List;

/** One settlement under way: its inputs, its lines, the year in flight and the explanation. */
final class Bill {
  final BenefitPolicy policy;
  final SchemePolicy scheme;
  final SettlementInput input;
  final YearInFlight year;
  final Explanation explanation;
  final List<BillLine> lines;

  Bill(BenefitPolicy policy, SettlementInput input) {
    this.policy = policy;
    this.input = input;
    this.scheme = policy.scheme(input.person().scheme());
    this.year = new YearInFlight(input.before());
    this.explanation = new Explanation(policy, scheme.scheme());
    this.lines = new ArrayList<>(input.lines().size());
    for (SettlementLine line : input.lines()) {
      lines.add(LinePricing.price(line, scheme, explanation));
    }
  }

  /** What no fund has taken of the parts in scope. */
  long openFen() {
    long open = 0;
    for (BillLine line : lines) {
      open += line.openFen();
    }
    return open;
  }

  /** A fund pays an amount, shared over the lines in proportion to what is in scope. */
  void fundPays(Payer fund, long fen) {
    if (fen == 0) {
      return;
    }
    long[] weights = new long[lines.size()];
    long[] room = new long[lines.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = lines.get(i).inscpFen;
      room[i] = lines.get(i).openFen();
    }
    long[] shares = Allocation.share(fen, weights, room);
    for (int i = 0; i < shares.length; i++) {
      lines.get(i).fundPays(fund, shares[i]);
    }
  }
}
