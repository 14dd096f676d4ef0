package org.dualchannel.faultsim;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.dualchannel.decide.Refund;
import org.dualchannel.decide.Settlement;
import org.dualchannel.reimbursement.Accumulators;
import org.dualchannel.reimbursement.Breakdown;
import org.dualchannel.reimbursement.SettlementResult;

/** Books of money kept beside the decider, from its events alone. */
final class Sums {
  private final Map<String, Settlement> standing = new HashMap<>();
  private long fundFen;
  private long accountFen;

  void settled(Settlement settlement) {
    SettlementResult result = settlement.result();
    for (SettlementResult.DrugCap cap : result.drugCaps()) {
      if (cap.usedFen() > cap.capFen()) {
        throw new ViolationException(
            Promise.CAPS_ARE_NEVER_PASSED,
            settlement.id() + " brings " + cap.molecule() + " to " + cap.usedFen() + " fen");
      }
    }
    if (standing.put(settlement.id(), settlement) != null) {
      throw new ViolationException(
          Promise.NOTHING_HAPPENS_TWICE, "settlement " + settlement.id() + " was made twice");
    }
    fundFen += result.totals().fundFen();
    accountFen += result.totals().acctFen();
  }

  void reversed(Settlement remaining, Refund refund) {
    standing.put(remaining.id(), remaining);
    fundFen -= refund.back().fundFen();
    accountFen -= refund.back().acctFen();
  }

  /** Compares with what a member's state says. */
  void compare(Member member) {
    long fund = 0;
    long account = 0;
    Map<String, Accumulators> years = new TreeMap<>();
    for (String id : standing.keySet()) {
      Settlement kept = member.view.settlement(id);
      if (kept == null) {
        throw unbalanced(member, "settlement " + id + " is gone");
      }
      Breakdown totals = kept.result().totals();
      fund += totals.fundFen();
      account += totals.acctFen();
      int year = kept.input().before().year();
      years.merge(
          kept.area() + '/' + kept.person() + '/' + year,
          Accumulators.empty(year).plus(kept.result().deltas()),
          (sum, one) -> sum.plus(kept.result().deltas()));
    }
    if (fund != fundFen || account != accountFen) {
      throw unbalanced(member, "the funds paid " + fund + " fen, and not " + fundFen);
    }
    compareYears(member, years);
    compareBalances(member);
  }

  private static void compareYears(Member member, Map<String, Accumulators> years) {
    member.state.accumulatorsByYear(
        (key, kept) -> {
          Accumulators sum = years.remove(key);
          if (!kept.equals(sum == null ? Accumulators.empty(kept.year()) : sum)) {
            throw unbalanced(member, "year " + key + " is not the sum of its settlements");
          }
          for (Accumulators.DrugUse use : kept.drugs()) {
            if (use.capUsedFen() > Town.CAP_FEN) {
              throw new ViolationException(
                  Promise.CAPS_ARE_NEVER_PASSED, key + " used " + use.capUsedFen() + " fen");
            }
          }
        });
    if (!years.isEmpty()) {
      throw unbalanced(member, "years without accumulators: " + years.keySet());
    }
  }

  private void compareBalances(Member member) {
    long left = 0;
    for (String person : Town.PERSONS) {
      left += member.view.balanceFen(Town.AREA, person);
    }
    long expected = Town.BALANCE_FEN * Town.PERSONS.size() - accountFen;
    if (left != expected) {
      throw unbalanced(member, "accounts hold " + left + " fen, and not " + expected);
    }
  }

  private static ViolationException unbalanced(Member member, String what) {
    return new ViolationException(Promise.SUMS_BALANCE, "member " + member.id + ": " + what);
  }
}
