package org.dualchannel.reimbursement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.registry.HospitalTier;
import org.dualchannel.rules.Rule;

/**
 * Everything but the policy that decides a settlement: one person, one prescribing hospital, lines
 * dispensed together, one log time. It is kept with the settlement, so that a return or an audit
 * can settle again. Nothing of the dispensing place is in it (S2-9).
 *
 * @param policyId id of the policy in force at the log time
 * @param date log time as a day in the pooling area's zone
 * @param person the insured person
 * @param hospitalTier tier of the <em>prescribing</em> hospital on that day
 * @param areaKind how care out of area was filed
 * @param before the person's year up to this settlement; its year is the year of {@code date}
 * @param balanceFen balance of the person's account, at least 0
 * @param useAccount whether the person asks to pay from the account
 * @param lines in the order in which they settle; empty only when every line was returned
 */
@Rule("S2-9")
public record SettlementInput(
    String policyId,
    LocalDate date,
    PersonFacts person,
    HospitalTier hospitalTier,
    AreaKind areaKind,
    Accumulators before,
    long balanceFen,
    boolean useAccount,
    List<SettlementLine> lines) {
  public SettlementInput {
    lines = List.copyOf(lines);
  }

  /** The same settlement on another account of the year. */
  public SettlementInput withBefore(Accumulators accumulators) {
    return new SettlementInput(
        policyId,
        date,
        person,
        hospitalTier,
        areaKind,
        accumulators,
        balanceFen,
        useAccount,
        lines);
  }

  /** The same settlement without the lines of these numbers. */
  public SettlementInput without(List<Integer> lineNumbers) {
    List<SettlementLine> kept = new ArrayList<>(lines);
    kept.removeIf(line -> lineNumbers.contains(line.line()));
    return new SettlementInput(
        policyId, date, person, hospitalTier, areaKind, before, balanceFen, useAccount, kept);
  }
}
