package org.dualchannel.reimbursement;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.reimbursement.Accumulators.BenefitUse;
import org.dualchannel.reimbursement.Benefit.RatioTier;
import org.dualchannel.reimbursement.BenefitPolicy.CapBasis;
import org.dualchannel.rules.Rule;

/** Steps 3 to 5: the drug caps, the deductible and the ratios of one benefit of basic insurance. */
final class BasicInsurance {
  private final Bill bill;
  private final BenefitKind kind;
  private final Benefit benefit;
  private final String clause;
  private final List<BillLine> lines = new ArrayList<>();

  private BasicInsurance(Bill bill, BenefitKind kind) {
    this.bill = bill;
    this.kind = kind;
    this.benefit = bill.scheme.benefit(kind);
    this.clause = bill.explanation.clause(kind);
    for (BillLine line : bill.lines) {
      if (line.benefit == kind) {
        lines.add(line);
      }
    }
  }

  /** Settles every benefit, in their order, each over its own lines. */
  static void pay(Bill bill) {
    for (BenefitKind kind : BenefitKind.values()) {
      BasicInsurance basic = new BasicInsurance(bill, kind);
      if (!basic.lines.isEmpty()) {
        basic.pay();
      }
    }
  }

  private void pay() {
    long inLimit = 0;
    for (BillLine line : lines) {
      line.inLimitFen = withinDrugCap(line);
      inLimit += line.inLimitFen;
    }
    BenefitUse before = bill.year.benefitBefore(kind);
    long deductible = deductible(inLimit, before.deductiblePaidFen());
    long base = inLimit - deductible;
    long fund = byRatio(before.baseFen(), base);
    fund = withinFundCaps(fund, before.fundFen());
    fund = shareOverLines(fund, deductible);
    bill.year.addBenefit(new BenefitUse(kind, deductible, base, fund));
    if (benefit.countsInBasicCap()) {
      bill.year.addBasicFund(fund);
    }
  }

  /** Step 3: what of a line is within its drug's yearly cap; only the guarantee has caps. */
  @Rule({"S2-31", "S2-32"})
  private long withinDrugCap(BillLine line) {
    if (kind != BenefitKind.GUARANTEE) {
      return line.inscpFen;
    }
    String molecule = line.line.molecule();
    long inLimit = line.inscpFen;
    if (line.line.cap() != null && bill.policy.capBasis() == CapBasis.ELIGIBLE_COST) {
      long left = Math.max(0, line.line.cap().fen() - bill.year.drug(molecule).capUsedFen());
      inLimit = Math.min(inLimit, left);
      bill.explanation.add(
          Step.Kind.DRUG_CAP,
          "S2-31",
          clause,
          line.line.line(),
          null,
          line.inscpFen,
          Ratio.ONE,
          inLimit,
          new Amount(left - inLimit));
    }
    bill.year.addDrug(molecule, inLimit, 0);
    return inLimit;
  }

  /** Step 4: what is still to pay of the yearly deductible. */
  @Rule("S2-30")
  private long deductible(long inLimit, long paidBefore) {
    long yearly = benefit.deductible().fenFor(bill.input.person());
    long left = Math.max(0, yearly - paidBefore);
    long paid = Math.min(inLimit, left);
    if (yearly > 0) {
      bill.explanation.add(
          Step.Kind.DEDUCTIBLE,
          "S2-30",
          clause + "/deductible",
          0,
          null,
          inLimit,
          Ratio.ONE,
          paid,
          new Amount(left - paid));
    }
    return paid;
  }

  /** Step 5: lays the base on the tiers, from where the year's base stands. */
  @Rule({"S2-9", "S2-30"})
  private long byRatio(long baseBefore, long base) {
    int factor = bill.policy.areaFactorBp(bill.input.areaKind());
    int bonus = bill.input.person().retired() ? benefit.retireeBonusBp() : 0;
    long from = baseBefore;
    long end = baseBefore + base;
    long fund = 0;
    for (int i = 0; i < benefit.tiers().size() && from < end; i++) {
      RatioTier tier = benefit.tiers().get(i);
      long to = tier.upTo() == null ? end : Math.min(end, tier.upTo().fen());
      if (to <= from) {
        continue;
      }
      int granted = tier.ratioBp(bill.input.hospitalTier()) + bonus;
      int ratio = (int) Math.min(Ratio.ONE, Ratio.mul(granted, factor));
      long pay = Ratio.mul(to - from, ratio);
      bill.explanation.add(
          Step.Kind.BASIC_RATIO,
          "S2-9",
          clause + "/tiers[" + i + ']',
          0,
          Payer.BASIC,
          to - from,
          ratio,
          pay,
          tier.upTo() == null ? null : new Amount(tier.upTo().fen() - to));
      fund += pay;
      from = to;
    }
    return fund;
  }

  @Rule("S2-30")
  private long withinFundCaps(long fund, long fundBefore) {
    long pay = fund;
    if (benefit.fundCap() != null) {
      long room = benefit.fundCap().fenFor(bill.input.person()) - fundBefore;
      pay = limit(Step.Kind.BENEFIT_FUND_CAP, clause + "/fund_cap", pay, room);
    }
    Amount basicCap = bill.scheme.basicFundCap();
    if (benefit.countsInBasicCap() && basicCap != null) {
      long room = basicCap.fen() - bill.year.basicFundFen();
      String basic = bill.explanation.schemeClause("basic_fund_cap");
      pay = limit(Step.Kind.BASIC_FUND_CAP, basic, pay, room);
    }
    return pay;
  }

  private long limit(Step.Kind kind, String limitClause, long pay, long room) {
    return bill.explanation.limit(kind, "S2-30", limitClause, 0, Payer.BASIC, pay, room);
  }

  /** Gives each line its share of fund and deductible; returns what the fund pays in the end. */
  private long shareOverLines(long fund, long deductible) {
    long[] weights = new long[lines.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = lines.get(i).inLimitFen;
    }
    long[] shares = Allocation.share(fund, weights, weights);
    long[] room = new long[lines.size()];
    long paid = 0;
    for (int i = 0; i < shares.length; i++) {
      BillLine line = lines.get(i);
      long share = withinDrugFundCap(line, shares[i]);
      line.fundPays(Payer.BASIC, share);
      paid += share;
      room[i] = line.inLimitFen - share;
    }
    long[] deductibles = Allocation.share(deductible, weights, room);
    for (int i = 0; i < deductibles.length; i++) {
      lines.get(i).dedcFen = deductibles[i];
    }
    return paid;
  }

  /** Step 3 on the FUND_PAY basis: the cap counts what the fund paid for the drug. */
  @Rule("S2-31")
  private long withinDrugFundCap(BillLine line, long share) {
    if (kind != BenefitKind.GUARANTEE) {
      return share;
    }
    long pay = share;
    if (line.line.cap() != null && bill.policy.capBasis() == CapBasis.FUND_PAY) {
      long used = bill.year.drug(line.line.molecule()).fundUsedFen();
      pay =
          bill.explanation.limit(
              Step.Kind.DRUG_FUND_CAP,
              "S2-31",
              clause,
              line.line.line(),
              Payer.BASIC,
              share,
              line.line.cap().fen() - used);
    }
    bill.year.addDrug(line.line.molecule(), 0, pay);
    return pay;
  }
}
