package org.dualchannel.reimbursement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.reimbursement.Accumulators.BenefitUse;
import org.dualchannel.reimbursement.Accumulators.DrugUse;

/** The person's year while a settlement is under way: what was before, and what it has gained. */
final class YearInFlight {
  private final Accumulators before;
  private final List<BenefitUse> benefits = new ArrayList<>(3);
  // Looked up only; the order of a list decides everything that is walked through.
  private final Map<String, DrugUse> drugs = new HashMap<>();
  private long basicFund;
  private long burden;
  private long criticalPaid;
  private long assistanceDeductible;
  private long assistancePaid;

  YearInFlight(Accumulators before) {
    this.before = before;
  }

  BenefitUse benefitBefore(BenefitKind kind) {
    return before.benefit(kind);
  }

  DrugUse drug(String molecule) {
    return drugs.computeIfAbsent(molecule, before::drug);
  }

  long basicFundFen() {
    return before.basicFundFen() + basicFund;
  }

  long burdenFen() {
    return before.burdenFen() + burden;
  }

  long criticalPaidFen() {
    return before.criticalPaidFen() + criticalPaid;
  }

  long assistanceDeductibleFen() {
    return before.assistanceDeductibleFen() + assistanceDeductible;
  }

  long assistancePaidFen() {
    return before.assistancePaidFen() + assistancePaid;
  }

  void addBenefit(BenefitUse gain) {
    benefits.add(gain);
  }

  void addDrug(String molecule, long capFen, long fundFen) {
    DrugUse use = drug(molecule);
    drugs.put(
        molecule, new DrugUse(molecule, use.capUsedFen() + capFen, use.fundUsedFen() + fundFen));
  }

  void addBasicFund(long fen) {
    basicFund += fen;
  }

  void addCritical(long burdenFen, long paidFen) {
    burden += burdenFen;
    criticalPaid += paidFen;
  }

  void addAssistance(long deductibleFen, long paidFen) {
    assistanceDeductible += deductibleFen;
    assistancePaid += paidFen;
  }

  Deltas deltas() {
    List<DrugUse> gains = new ArrayList<>(drugs.size());
    for (DrugUse now : drugs.values()) {
      DrugUse then = before.drug(now.molecule());
      gains.add(
          new DrugUse(
              now.molecule(),
              now.capUsedFen() - then.capUsedFen(),
              now.fundUsedFen() - then.fundUsedFen()));
    }
    return new Deltas(
        benefits, gains, basicFund, burden, criticalPaid, assistanceDeductible, assistancePaid);
  }
}
