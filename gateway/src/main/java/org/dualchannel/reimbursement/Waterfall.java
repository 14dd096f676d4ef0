package org.dualchannel.reimbursement;

/** Settles lines under a policy: the whole of basic insurance, critical illness and assistance. */
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
    throw new UnsupportedOperationException("being built");
  }
}
