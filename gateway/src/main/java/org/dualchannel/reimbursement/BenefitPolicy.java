package org.dualchannel.reimbursement;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.rules.Rule;

/**
 * What one pooling area pays from one date on: data that enters through the log, never code
 * (S2-30). {@link PolicyValidation} says whether it makes sense, {@link PolicyPrecedence} which of
 * several applies.
 *
 * @param id unique among all policies, such as {@code 120100-2026}
 * @param area pooling area, 6 digits
 * @param document the paper that grants the benefits
 * @param effectiveFrom first day in force
 * @param effectiveTo last day in force; null while open
 * @param illustrative true for sample data that no one should settle real bills with
 * @param capBasis what the yearly cap of a guarantee drug counts
 * @param capYear which year the cap counts in
 * @param schemes benefits by insurance scheme, at most one entry per scheme
 * @param assistanceGroups medical assistance by group, at most one entry per group
 * @param areaFactors ratio factors for care out of area; a kind that is not listed pays 10,000
 * @param payerOrder who pays after whom: BASIC first, then any order of the other funds, then
 *     ACCOUNT and CASH; a fund that is not listed does not pay
 * @param rules what the decider reads besides the money
 * @param outOfArea direct settlement of care in other areas; null = not opened
 * @param offlineClaims reimbursement of purchases that were not settled at the counter; null = none
 */
@Rule({"S2-30", "S2-32"})
public record BenefitPolicy(
    String id,
    String area,
    PolicyDocument document,
    LocalDate effectiveFrom,
    LocalDate effectiveTo,
    boolean illustrative,
    CapBasis capBasis,
    CapYear capYear,
    List<SchemePolicy> schemes,
    List<AssistanceGroup> assistanceGroups,
    List<AreaFactor> areaFactors,
    List<Payer> payerOrder,
    ServiceRules rules,
    OutOfArea outOfArea,
    OfflineClaims offlineClaims) {

  /** What the yearly cap of a guarantee drug counts (S2-31). Append only. */
  public enum CapBasis {
    /** The eligible cost of the drug, whoever pays it. */
    ELIGIBLE_COST,
    /** What the pooled fund paid for the drug. */
    FUND_PAY
  }

  /** The year in which caps and accumulators count. Append only. */
  public enum CapYear {
    /** The calendar year in the pooling area's zone. */
    CALENDAR
  }

  /**
   * The paper behind a policy, which also ranks it (S2-24).
   *
   * @param title title and number of the paper
   * @param date the day it was issued
   */
  public record PolicyDocument(String title, LocalDate date) {}

  /**
   * The factor that multiplies every ratio of basic insurance for care out of area.
   *
   * @param kind how the care was filed, not HOME
   * @param factorBp basis points, 10,000 = as at home
   */
  public record AreaFactor(AreaKind kind, int factorBp) {}

  public BenefitPolicy {
    schemes = List.copyOf(schemes);
    assistanceGroups = List.copyOf(assistanceGroups);
    areaFactors = List.copyOf(areaFactors);
    payerOrder = List.copyOf(payerOrder);
  }

  /** The benefits of a scheme, or null when the policy does not cover the scheme. */
  public SchemePolicy scheme(String scheme) {
    for (SchemePolicy each : schemes) {
      if (each.scheme().equals(scheme)) {
        return each;
      }
    }
    return null;
  }

  /** The assistance of a group, or null when the group is null or gets none. */
  public AssistanceGroup assistanceGroup(String group) {
    for (AssistanceGroup each : assistanceGroups) {
      if (each.group().equals(group)) {
        return each;
      }
    }
    return null;
  }

  /** The ratio factor for a kind of care out of area; 10,000 at home. */
  public int areaFactorBp(AreaKind kind) {
    for (AreaFactor each : areaFactors) {
      if (kind != AreaKind.HOME && each.kind() == kind) {
        return each.factorBp();
      }
    }
    return Ratio.ONE;
  }

  /** Whether the policy is in force on a day. */
  public boolean inForceOn(LocalDate date) {
    return !date.isBefore(effectiveFrom) && (effectiveTo == null || !date.isAfter(effectiveTo));
  }
}
