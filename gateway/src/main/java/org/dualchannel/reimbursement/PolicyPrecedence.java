package org.dualchannel.reimbursement;

import java.time.LocalDate;
import java.util.Comparator;
import org.dualchannel.rules.Rule;

/** Which of several policies applies. */
public final class PolicyPrecedence {
  /** The later effective date wins, then the later document, then the greater id. */
  private static final Comparator<BenefitPolicy> STRENGTH =
      Comparator.comparing(BenefitPolicy::effectiveFrom)
          .thenComparing(policy -> policy.document().date())
          .thenComparing(BenefitPolicy::id);

  private PolicyPrecedence() {}

  /** The policy of an area in force on a day, or null when there is none. */
  @Rule({"S2-24", "S2-30"})
  public static BenefitPolicy inForce(
      Iterable<BenefitPolicy> policies, String area, LocalDate date) {
    BenefitPolicy best = null;
    for (BenefitPolicy policy : policies) {
      if (policy.area().equals(area)
          && policy.inForceOn(date)
          && (best == null || STRENGTH.compare(policy, best) > 0)) {
        best = policy;
      }
    }
    return best;
  }
}
