package org.dualchannel.reimbursement;

import java.util.List;
import org.dualchannel.reimbursement.Accumulators.BenefitUse;
import org.dualchannel.reimbursement.Accumulators.DrugUse;

/**
 * What one settlement adds to {@link Accumulators}, field by field; the same canonical form.
 *
 * @param benefits by kind
 * @param drugs by molecule
 * @param basicFundFen see {@link Accumulators}
 * @param burdenFen see {@link Accumulators}
 * @param criticalPaidFen see {@link Accumulators}
 * @param assistanceDeductibleFen see {@link Accumulators}
 * @param assistancePaidFen see {@link Accumulators}
 */
public record Deltas(
    List<BenefitUse> benefits,
    List<DrugUse> drugs,
    long basicFundFen,
    long burdenFen,
    long criticalPaidFen,
    long assistanceDeductibleFen,
    long assistancePaidFen) {
  public Deltas {
    benefits = Tally.canonicalBenefits(benefits);
    drugs = Tally.canonicalDrugs(drugs);
  }
}
