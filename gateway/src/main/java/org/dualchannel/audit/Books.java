package org.dualchannel.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dualchannel.decide.Refund;
import org.dualchannel.decide.Settlement;
import org.dualchannel.reimbursement.Accumulators;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.Breakdown;
import org.dualchannel.reimbursement.Deltas;
import org.dualchannel.reimbursement.SettlementResult;
import org.dualchannel.reimbursement.Waterfall;

/**
 * The auditor's own books: each person's year as the sum of what stands, kept apart from the
 * decider's accumulators and compared with them.
 */
final class Books {
  /** Differences described one by one; the rest are counted. */
  private static final int DESCRIBED = 20;

  private final Function<String, BenefitPolicy> policies;
  private final Map<String, Map<String, Deltas>> standing = new HashMap<>();
  private final Map<String, Breakdown> totals = new HashMap<>();
  private final List<String> differences = new ArrayList<>();
  private long undescribed;
  private long settlements;
  private long returns;

  Books(Function<String, BenefitPolicy> policies) {
    this.policies = policies;
  }

  /** A settlement of before the first record that is audited: its result is checked and stands. */
  void takeOver(Settlement settlement) {
    checkResult(settlement);
    put(settlement);
  }

  void settled(Settlement settlement) {
    settlements++;
    Accumulators before = year(settlement);
    if (!before.equals(settlement.input().before())) {
      difference(settlement.id() + ": settled on another year than the books have");
    }
    checkResult(settlement);
    put(settlement);
  }

  void reversed(Settlement remaining, Refund refund) {
    returns++;
    checkResult(remaining);
    Breakdown before = totals.get(remaining.id());
    Breakdown back = before.minus(remaining.result().totals());
    if (!back.equals(refund.back())) {
      difference(remaining.id() + ": the refund is not what the return left out");
    }
    put(remaining);
  }

  /** Settles again from the stored input, and checks that the amounts add up. */
  private void checkResult(Settlement settlement) {
    SettlementResult result = settlement.result();
    BenefitPolicy policy = policies.apply(settlement.input().policyId());
    if (policy == null || !Waterfall.settle(policy, settlement.input()).equals(result)) {
      difference(settlement.id() + ": settling again gives another result");
    }
    Breakdown total = result.totals();
    boolean adds =
        total.medfeeFen()
                == total.ownpayFen() + total.overlmtFen() + total.preselfFen() + total.inscpFen()
            && total.fundFen()
                == total.hifpFen()
                    + total.cvlservFen()
                    + total.hifesFen()
                    + total.hifmiFen()
                    + total.hifobFen()
                    + total.mafFen()
                    + total.othFen()
            && total.psnPartFen() == total.medfeeFen() - total.fundFen()
            && total.psnPartFen() == total.acctFen() + total.cashFen();
    if (!adds) {
      difference(settlement.id() + ": the amounts do not add up");
    }
  }

  private void put(Settlement settlement) {
    standing
        .computeIfAbsent(key(settlement), key -> new LinkedHashMap<>())
        .put(settlement.id(), settlement.result().deltas());
    totals.put(settlement.id(), settlement.result().totals());
  }

  private Accumulators year(Settlement settlement) {
    Accumulators sum = Accumulators.empty(settlement.input().before().year());
    for (Deltas deltas : standing.getOrDefault(key(settlement), Map.of()).values()) {
      sum = sum.plus(deltas);
    }
    return sum;
  }

  private static String key(Settlement settlement) {
    return settlement.area() + '/' + settlement.person() + '/' + settlement.input().before().year();
  }

  /** Compares every year with the decider's. */
  void compareWith(Consumer<BiConsumer<String, Accumulators>> decided) {
    Map<String, Accumulators> theirs = new TreeMap<>();
    decided.accept(theirs::put);
    for (Map.Entry<String, Map<String, Deltas>> own : new TreeMap<>(standing).entrySet()) {
      Accumulators their = theirs.remove(own.getKey());
      int year = Integer.parseInt(own.getKey().substring(own.getKey().lastIndexOf('/') + 1));
      Accumulators sum = Accumulators.empty(year);
      for (Deltas deltas : own.getValue().values()) {
        sum = sum.plus(deltas);
      }
      if (!sum.equals(their)) {
        difference("a year of " + own.getValue().size() + " settlements does not add up");
      }
    }
    if (!theirs.isEmpty()) {
      difference(theirs.size() + " years have accumulators without settlements");
    }
  }

  void difference(String what) {
    if (differences.size() < DESCRIBED) {
      differences.add(what);
    } else {
      undescribed++;
    }
  }

  List<String> differences() {
    List<String> all = new ArrayList<>(differences);
    if (undescribed > 0) {
      all.add("and " + undescribed + " more");
    }
    return all;
  }

  long settlements() {
    return settlements;
  }

  long returns() {
    return returns;
  }
}
