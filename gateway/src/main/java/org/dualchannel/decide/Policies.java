package org.dualchannel.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.PolicyPrecedence;

/** The filed benefit policies. Immutable: filing one makes a new value. */
public final class Policies {
  static final Policies NONE = new Policies(List.of());

  private final List<BenefitPolicy> filed;

  private Policies(List<BenefitPolicy> filed) {
    this.filed = List.copyOf(filed);
  }

  Policies with(BenefitPolicy policy) {
    List<BenefitPolicy> next = new ArrayList<>(filed);
    next.add(policy);
    return new Policies(next);
  }

  /** The policy of an area in force on a date; null when there is none. */
  public BenefitPolicy inForce(String area, LocalDate date) {
    return PolicyPrecedence.inForce(filed, area, date);
  }

  /** The policy of that id; null when there is none. */
  public BenefitPolicy byId(String id) {
    for (BenefitPolicy policy : filed) {
      if (policy.id().equals(id)) {
        return policy;
      }
    }
    return null;
  }

  /** All policies in the order in which they were filed. */
  public List<BenefitPolicy> filed() {
    return filed;
  }
}
