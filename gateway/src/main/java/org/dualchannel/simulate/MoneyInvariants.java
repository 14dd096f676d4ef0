package org.dualchannel.simulate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import org.dualchannel.decide.Settlement;
import org.dualchannel.reimbursement.Breakdown;
import org.dualchannel.reimbursement.SettlementLine;
import org.dualchannel.reimbursement.SettlementResult.LineResult;

/** The national equations of one settlement: of every line, and of the lines and the totals. */
final class MoneyInvariants {
  private final Findings findings;

  MoneyInvariants(Findings findings) {
    this.findings = findings;
  }

  void check(Settlement settlement) {
    long[] sums = new long[18];
    for (int i = 0; i < settlement.result().lines().size(); i++) {
      LineResult result = settlement.result().lines().get(i);
      String about = settlement.id() + " line " + result.line();
      line(about, settlement.input().lines().get(i), result.split());
      equations(about, result.split());
      long[] amounts = amounts(result.split());
      for (int field = 0; field < sums.length; field++) {
        sums[field] += amounts[field];
      }
    }
    Breakdown totals = settlement.result().totals();
    equations(settlement.id(), totals);
    findings.require(
        Arrays.equals(sums, amounts(totals)),
        "the totals are not the sums of the lines",
        settlement.id());
    boolean allBack = settlement.sold().stream().allMatch(Settlement.SoldLine::returned);
    findings.require(
        !allBack || totals.isZero(), "all came back, and money stands", settlement.id());
  }

  private void line(String about, SettlementLine line, Breakdown split) {
    BigDecimal quantity = BigDecimal.valueOf(line.quantityE4(), 4);
    findings.require(
        split.medfeeFen() == rounded(BigDecimal.valueOf(line.priceFen()).multiply(quantity)),
        "the amount is not price times quantity",
        about);
    if (!line.inCatalogue() || !line.restrictionMet()) {
      findings.require(split.ownpayFen() == split.medfeeFen(), "it is self-paid in part", about);
      return;
    }
    long overFen =
        line.standard() == null ? 0 : Math.max(0, line.priceFen() - line.standard().fen());
    findings.require(
        split.overlmtFen() == rounded(BigDecimal.valueOf(overFen).multiply(quantity)),
        "what is over the payment standard is wrong",
        about);
    long before = split.medfeeFen() - split.ownpayFen() - split.overlmtFen();
    BigDecimal share = BigDecimal.valueOf(line.firstSelfPayBp(), 4);
    findings.require(
        split.preselfFen() == rounded(BigDecimal.valueOf(before).multiply(share)),
        "the first self-pay is wrong",
        about);
  }

  private void equations(String about, Breakdown split) {
    long sum = split.ownpayFen() + split.overlmtFen() + split.preselfFen() + split.inscpFen();
    findings.require(split.medfeeFen() == sum, "medfee is not the sum of its parts", about);
    long funds =
        split.hifpFen()
            + split.cvlservFen()
            + split.hifesFen()
            + split.hifmiFen()
            + split.hifobFen()
            + split.mafFen()
            + split.othFen();
    findings.require(split.fundFen() == funds, "fund is not the sum of the funds", about);
    long person = split.acctFen() + split.cashFen();
    findings.require(
        split.psnPartFen() == split.medfeeFen() - split.fundFen() && split.psnPartFen() == person,
        "the person's part is not what the funds leave",
        about);
    for (long amount : amounts(split)) {
      findings.require(amount >= 0, "an amount is negative", about);
    }
  }

  private static long[] amounts(Breakdown split) {
    return new long[] {
      split.medfeeFen(),
      split.ownpayFen(),
      split.overlmtFen(),
      split.preselfFen(),
      split.inscpFen(),
      split.dedcFen(),
      split.hifpFen(),
      split.cvlservFen(),
      split.hifesFen(),
      split.hifmiFen(),
      split.hifobFen(),
      split.mafFen(),
      split.othFen(),
      split.fundFen(),
      split.psnPartFen(),
      split.acctFen(),
      split.acctMulaidFen(),
      split.cashFen()
    };
  }

  private static long rounded(BigDecimal fen) {
    return fen.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }
}
