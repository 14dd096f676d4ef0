package org.dualchannel.decide;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.prescription.RunningSupplies;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.SettlementLine;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;

/** What persons still have of a molecule, wherever they got it, and when the next may be paid. */
@Rule("S2-20")
final class Refills {
  private Refills() {}

  /** Refuses a line that insurance would pay while most of an earlier supply is still there. */
  static void refuseEarly(
      Turn turn, Prescription prescription, String molecule, BenefitPolicy policy) {
    LocalDate from =
        of(turn, prescription.draft().person(), molecule)
            .earliestRefill(course(prescription), policy.rules().earliestRefillBp());
    if (from != null && from.isAfter(turn.date)) {
      throw Refusal.refusal(Reason.REFILL_TOO_EARLY, "molecule", molecule, "from", from);
    }
  }

  /** Whether an earlier supply still runs today. */
  static boolean runs(Turn turn, String person, String molecule) {
    return of(turn, person, molecule).runsOn(turn.date);
  }

  static void refuseWithoutRoom(Turn turn, Prescription prescription, Pricing.Priced priced) {
    Set<String> keys = new TreeSet<>();
    for (SettlementLine line : priced.input().lines()) {
      keys.add(key(prescription.area(), prescription.draft().person(), line.molecule()));
    }
    turn.state.room(turn.state.runningSupplies, keys);
  }

  static void supplied(Turn turn, Prescription prescription, Settlement settlement) {
    for (SettlementLine line : settlement.input().lines()) {
      RunningSupplies.Supply supply =
          new RunningSupplies.Supply(
              course(prescription),
              settlement.id(),
              line.line(),
              turn.date,
              prescription.line(line.line()).daysOf(line.quantityE4()));
      String key = key(settlement.area(), settlement.person(), line.molecule());
      turn.state.runningSupplies.put(key, of(turn.state, key).plus(supply));
    }
  }

  /** A repeat is a refill; the rest of what is dispensed in parts is none. */
  private static String course(Prescription prescription) {
    return prescription.id() + '/' + prescription.course().repeat();
  }

  /** A returned supply counts no more: the one before decides again. */
  static void takenBack(State state, Settlement settlement, int number) {
    for (SettlementLine line : settlement.input().lines()) {
      if (line.line() == number) {
        String key = key(settlement.area(), settlement.person(), line.molecule());
        RunningSupplies left = of(state, key).without(settlement.id(), number);
        if (left.supplies().isEmpty()) {
          state.runningSupplies.remove(key);
        } else {
          state.runningSupplies.put(key, left);
        }
      }
    }
  }

  private static RunningSupplies of(Turn turn, String person, String molecule) {
    return of(turn.state, key(turn.area, person, molecule));
  }

  private static RunningSupplies of(State state, String key) {
    RunningSupplies known = state.runningSupplies.get(key);
    return known == null ? RunningSupplies.NONE : known;
  }

  private static String key(String area, String person, String molecule) {
    return area + '/' + person + '/' + molecule;
  }
}
