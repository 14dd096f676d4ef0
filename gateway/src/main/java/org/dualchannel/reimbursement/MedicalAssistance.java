package org.dualchannel.reimbursement;

import org.dualchannel.rules.Rule;

/** Step 7: what medical assistance pays of the rest, for a person in an assistance group. */
final class MedicalAssistance {
  private MedicalAssistance() {}

  @Rule("S2-32")
  static void pay(Bill bill) {
    PersonFacts person = bill.input.person();
    AssistanceGroup group = bill.policy.assistanceGroup(person.assistanceGroup());
    if (group == null) {
      return;
    }
    Explanation explanation = bill.explanation;
    String clause = explanation.policyClause("assistance_groups/" + group.group());
    long rest = bill.openFen();
    Amount yearly = group.deductibleFor(person);
    if (yearly == null) {
      explanation.add(Step.Kind.ASSISTANCE_INCOME_UNKNOWN, "S2-32", clause, 0, rest, 0);
      return;
    }
    long left = Math.max(0, yearly.fen() - bill.year.assistanceDeductibleFen());
    long deductible = Math.min(rest, left);
    if (yearly.fen() > 0) {
      explanation.add(
          Step.Kind.ASSISTANCE_DEDUCTIBLE,
          "S2-32",
          clause,
          0,
          null,
          rest,
          Ratio.ONE,
          deductible,
          new Amount(left - deductible));
    }
    long base = rest - deductible;
    long pay = Ratio.mul(base, group.ratioBp());
    if (base > 0) {
      explanation.add(
          Step.Kind.ASSISTANCE_RATIO,
          "S2-32",
          clause,
          0,
          Payer.MEDICAL_ASSISTANCE,
          base,
          group.ratioBp(),
          pay,
          null);
    }
    if (group.yearlyLimit() != null) {
      pay =
          explanation.limit(
              Step.Kind.ASSISTANCE_LIMIT,
              "S2-32",
              clause,
              0,
              Payer.MEDICAL_ASSISTANCE,
              pay,
              group.yearlyLimit().fen() - bill.year.assistancePaidFen());
    }
    bill.year.addAssistance(deductible, pay);
    bill.fundPays(Payer.MEDICAL_ASSISTANCE, pay);
  }
}
