package org.dualchannel.reimbursement;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.dualchannel.reimbursement.BenefitPolicy.CapBasis;
import org.dualchannel.reimbursement.SettlementResult.DrugCap;
import org.dualchannel.reimbursement.SettlementResult.LineResult;
import org.dualchannel.rules.Rule;

/**
 * Settles lines under a policy, all payers in one go (S2-15).
 *
 * <p>Each line is priced and routed to a benefit; then the payers of the policy take their turn, in
 * its order, each on what those before it have left; the person pays the rest. {@code
 * docs/settlement.md} tells it with examples.
 */
@Rule({"S2-9", "S2-15", "S2-32"})
public final class Waterfall {
  private Waterfall() {}

  /**
   * Settles.
   *
   * @param policy a valid policy, the one that {@code input.policyId()} names
   * @param input the settlement; the scheme is covered by the policy
   * @throws IllegalArgumentException when the policy is another one, does not cover the scheme, or
   *     the accumulators are of another year: the decider refuses those beforehand
   */
  public static SettlementResult settle(BenefitPolicy policy, SettlementInput input) {
    check(policy, input);
    Bill bill = new Bill(policy, input);
    for (Payer payer : policy.payerOrder()) {
      switch (payer) {
        case BASIC -> BasicInsurance.pay(bill);
        case CRITICAL_ILLNESS -> CriticalIllnessInsurance.pay(bill);
        case MEDICAL_ASSISTANCE -> MedicalAssistance.pay(bill);
        case FULL_COVERAGE -> FullCoverage.pay(bill);
        // No supplement is defined yet. Account and cash pay last, whatever the order of the funds.
        case CIVIL_SERVANT, ACCOUNT, CASH -> {}
      }
    }
    long account = PersonShare.pay(bill);
    return result(bill, account);
  }

  private static void check(BenefitPolicy policy, SettlementInput input) {
    if (!policy.id().equals(input.policyId())) {
      throw new IllegalArgumentException(
          "policy: " + policy.id() + " (expected: " + input.policyId() + ")");
    }
    if (policy.scheme(input.person().scheme()) == null) {
      throw new IllegalArgumentException(
          "scheme: " + input.person().scheme() + " (expected: one of policy " + policy.id() + ")");
    }
    if (input.before().year() != input.date().getYear()) {
      throw new IllegalArgumentException(
          "year: " + input.before().year() + " (expected: " + input.date().getYear() + ")");
    }
  }

  private static SettlementResult result(Bill bill, long account) {
    CriticalIllness.Field field = bill.scheme.criticalIllness().field();
    List<LineResult> lines = new ArrayList<>(bill.lines.size());
    Totals totals = new Totals();
    for (BillLine line : bill.lines) {
      LineResult result = line.result(field);
      lines.add(result);
      totals.add(result);
    }
    Deltas deltas = bill.year.deltas();
    Accumulators after = bill.input.before().plus(deltas);
    return new SettlementResult(
        totals.breakdown(),
        bill.input.balanceFen() - account,
        lines,
        deltas,
        after,
        drugCaps(bill, after),
        bill.explanation.steps());
  }

  @Rule("S2-31")
  private static List<DrugCap> drugCaps(Bill bill, Accumulators after) {
    TreeMap<String, DrugCap> caps = new TreeMap<>();
    for (BillLine line : bill.lines) {
      if (line.benefit == BenefitKind.GUARANTEE && line.line.cap() != null) {
        Accumulators.DrugUse use = after.drug(line.line.molecule());
        boolean eligible = bill.policy.capBasis() == CapBasis.ELIGIBLE_COST;
        long used = eligible ? use.capUsedFen() : use.fundUsedFen();
        long cap = line.line.cap().fen();
        caps.put(use.molecule(), new DrugCap(use.molecule(), cap, used, Math.max(0, cap - used)));
      }
    }
    return List.copyOf(caps.values());
  }
}
