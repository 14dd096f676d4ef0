package org.dualchannel.reimbursement;

import java.util.List;
import org.dualchannel.rules.Rejection.FieldViolation;

/** Says what is wrong with a policy before it may enter. */
public final class PolicyValidation {
  private PolicyValidation() {}

  /**
   * Every problem of a policy, each by its path in snake case, such as {@code
   * schemes[0].guarantee.tiers[1].tier1_bp}; empty when the policy is good.
   */
  public static List<FieldViolation> problems(BenefitPolicy policy) {
    throw new UnsupportedOperationException("being built");
  }
}
