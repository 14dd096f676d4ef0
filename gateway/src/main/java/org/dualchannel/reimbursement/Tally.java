package org.dualchannel.reimbursement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dualchannel.reimbursement.Accumulators.BenefitUse;
import org.dualchannel.reimbursement.Accumulators.DrugUse;

/** Adds and subtracts the lists of {@link Accumulators}, and keeps them in canonical form. */
final class Tally {
  private Tally() {}

  static List<BenefitUse> sumBenefits(List<BenefitUse> left, List<BenefitUse> right, int sign) {
    List<BenefitUse> sum = new ArrayList<>(left);
    for (BenefitUse use : right) {
      sum.add(
          new BenefitUse(
              use.kind(),
              sign * use.deductiblePaidFen(),
              sign * use.baseFen(),
              sign * use.fundFen()));
    }
    return sum;
  }

  static List<DrugUse> sumDrugs(List<DrugUse> left, List<DrugUse> right, int sign) {
    List<DrugUse> sum = new ArrayList<>(left);
    for (DrugUse use : right) {
      sum.add(new DrugUse(use.molecule(), sign * use.capUsedFen(), sign * use.fundUsedFen()));
    }
    return sum;
  }

  /** Sorted, one entry per kind, none of them all zero. */
  static List<BenefitUse> canonicalBenefits(List<BenefitUse> uses) {
    List<BenefitUse> sorted = new ArrayList<>(uses);
    sorted.sort(Comparator.comparing(BenefitUse::kind));
    List<BenefitUse> merged = new ArrayList<>(sorted.size());
    for (BenefitUse use : sorted) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).kind() == use.kind()) {
        BenefitUse sum = merged.get(last);
        merged.set(
            last,
            new BenefitUse(
                use.kind(),
                sum.deductiblePaidFen() + use.deductiblePaidFen(),
                sum.baseFen() + use.baseFen(),
                sum.fundFen() + use.fundFen()));
      } else {
        merged.add(use);
      }
    }
    merged.removeIf(BenefitUse::isZero);
    return List.copyOf(merged);
  }

  /** Sorted, one entry per molecule, none of them all zero. */
  static List<DrugUse> canonicalDrugs(List<DrugUse> uses) {
    List<DrugUse> sorted = new ArrayList<>(uses);
    sorted.sort(Comparator.comparing(DrugUse::molecule));
    List<DrugUse> merged = new ArrayList<>(sorted.size());
    for (DrugUse use : sorted) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).molecule().equals(use.molecule())) {
        DrugUse sum = merged.get(last);
        merged.set(
            last,
            new DrugUse(
                use.molecule(),
                sum.capUsedFen() + use.capUsedFen(),
                sum.fundUsedFen() + use.fundUsedFen()));
      } else {
        merged.add(use);
      }
    }
    merged.removeIf(DrugUse::isZero);
    return List.copyOf(merged);
  }
}
