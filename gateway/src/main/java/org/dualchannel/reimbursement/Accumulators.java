package org.dualchannel.reimbursement;

import java.util.List;
import org.dualchannel.rules.Rule;

/**
 * What a person's year remembers: everything that a settlement changes, besides the account
 * balance. Entries are sorted and never all zero, so equal years are equal records and a full
 * return brings back the very record that was there before (S2-15).
 *
 * @param year calendar year in the pooling area's zone
 * @param benefits by kind, in the order of {@link BenefitKind}
 * @param drugs by molecule, ascending
 * @param basicFundFen paid by the pooled fund under benefits that count in the basic cap
 * @param burdenFen what was laid before critical illness insurance
 * @param criticalPaidFen what critical illness insurance paid
 * @param assistanceDeductibleFen how much of the assistance deductible is used up
 * @param assistancePaidFen what medical assistance paid
 */
@Rule({"S2-15", "S2-31"})
public record Accumulators(
    int year,
    List<BenefitUse> benefits,
    List<DrugUse> drugs,
    long basicFundFen,
    long burdenFen,
    long criticalPaidFen,
    long assistanceDeductibleFen,
    long assistancePaidFen) {

  /**
   * What a year remembers of one benefit.
   *
   * @param kind the benefit
   * @param deductiblePaidFen deductible paid
   * @param baseFen what was laid on the ratio table
   * @param fundFen what the pooled fund paid
   */
  public record BenefitUse(BenefitKind kind, long deductiblePaidFen, long baseFen, long fundFen) {
    boolean isZero() {
      return deductiblePaidFen == 0 && baseFen == 0 && fundFen == 0;
    }
  }

  /**
   * What a year remembers of one drug under the guarantee.
   *
   * @param molecule the drug, all strengths together
   * @param capUsedFen eligible cost that was within the limit
   * @param fundUsedFen what the pooled fund paid for it
   */
  public record DrugUse(String molecule, long capUsedFen, long fundUsedFen) {
    boolean isZero() {
      return capUsedFen == 0 && fundUsedFen == 0;
    }
  }

  public Accumulators {
    benefits = Tally.canonicalBenefits(benefits);
    drugs = Tally.canonicalDrugs(drugs);
  }

  /** A year in which nothing has been settled. */
  public static Accumulators empty(int year) {
    return new Accumulators(year, List.of(), List.of(), 0, 0, 0, 0, 0);
  }

  /** The use of a benefit, zeros when there was none. */
  public BenefitUse benefit(BenefitKind kind) {
    for (BenefitUse use : benefits) {
      if (use.kind() == kind) {
        return use;
      }
    }
    return new BenefitUse(kind, 0, 0, 0);
  }

  /** The use of a drug, zeros when there was none. */
  public DrugUse drug(String molecule) {
    for (DrugUse use : drugs) {
      if (use.molecule().equals(molecule)) {
        return use;
      }
    }
    return new DrugUse(molecule, 0, 0);
  }

  /** This year after a settlement. */
  public Accumulators plus(Deltas deltas) {
    return combined(deltas, 1);
  }

  /** This year as if the settlement had not been; exact. */
  public Accumulators minus(Deltas deltas) {
    return combined(deltas, -1);
  }

  private Accumulators combined(Deltas deltas, int sign) {
    return new Accumulators(
        year,
        Tally.sumBenefits(benefits, deltas.benefits(), sign),
        Tally.sumDrugs(drugs, deltas.drugs(), sign),
        basicFundFen + sign * deltas.basicFundFen(),
        burdenFen + sign * deltas.burdenFen(),
        criticalPaidFen + sign * deltas.criticalPaidFen(),
        assistanceDeductibleFen + sign * deltas.assistanceDeductibleFen(),
        assistancePaidFen + sign * deltas.assistancePaidFen());
  }
}
