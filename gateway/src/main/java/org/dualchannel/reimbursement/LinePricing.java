package org.dualchannel.reimbursement;

import org.dualchannel.rules.Rule;

/** Steps 1 and 2: what a line costs, what of it is in scope, and which benefit settles it. */
final class LinePricing {
  private LinePricing() {}

  @Rule({"S4-31", "S4-32", "S4-34"})
  static BillLine price(SettlementLine line, SchemePolicy scheme, Explanation explanation) {
    long amount = Ratio.price(line.priceFen(), line.quantityE4());
    explanation.add(Step.Kind.AMOUNT, "S2-15", "", line.line(), amount, amount);
    if (!line.inCatalogue() || !line.restrictionMet()) {
      String rule = line.inCatalogue() ? "S2-45" : "S2-44";
      explanation.add(Step.Kind.OWN_PAY, rule, "", line.line(), amount, amount);
      return new BillLine(line, null, amount, amount, 0, 0);
    }
    long over = 0;
    if (line.standard() != null) {
      long overPrice = Math.max(0, line.priceFen() - line.standard().fen());
      over = Ratio.price(overPrice, line.quantityE4());
      String rule = overPrice > 0 ? "S4-31" : "S4-32";
      explanation.add(Step.Kind.OVER_STANDARD, rule, "", line.line(), amount, over);
    }
    long shared = amount - over;
    long first = Ratio.mul(shared, line.firstSelfPayBp());
    explanation.add(
        Step.Kind.FIRST_SELF_PAY,
        "S2-30",
        "",
        line.line(),
        null,
        shared,
        line.firstSelfPayBp(),
        first,
        null);
    BenefitKind benefit = benefitOf(line, scheme);
    BillLine priced = new BillLine(line, benefit, amount, 0, over, first);
    explanation.add(
        Step.Kind.IN_SCOPE,
        benefit == BenefitKind.SPECIAL_OUTPATIENT ? "S2-33" : "S2-30",
        benefit == null ? "" : explanation.clause(benefit),
        line.line(),
        amount,
        priced.inscpFen);
    return priced;
  }

  /** The first benefit that the scheme grants and the line qualifies for; null when none. */
  @Rule("S2-33")
  private static BenefitKind benefitOf(SettlementLine line, SchemePolicy scheme) {
    if (line.specialOutpatient() && scheme.specialOutpatient().enabled()) {
      return BenefitKind.SPECIAL_OUTPATIENT;
    }
    if (line.guarantee() && scheme.guarantee().enabled()) {
      return BenefitKind.GUARANTEE;
    }
    return scheme.ordinaryOutpatient().enabled() ? BenefitKind.ORDINARY_OUTPATIENT : null;
  }
}
