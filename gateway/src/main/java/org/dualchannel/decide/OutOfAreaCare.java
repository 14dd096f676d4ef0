package org.dualchannel.decide;

import java.util.List;
import org.dualchannel.prescription.Draft;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.reimbursement.Amount;
import org.dualchannel.reimbursement.AreaKind;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.OutOfArea;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;

/**
 * Care in a hospital of another pooling area: whether the policy of the insured area pays it at
 * all, and whether it is settled at the counter.
 */
final class OutOfAreaCare {
  /** The national visit type of an emergency. */
  private static final String EMERGENCY = "13";

  private static final int PROVINCE_DIGITS = 2;

  private OutOfAreaCare() {}

  /**
   * How the person came to the hospital, as far as the policy pays for it: it covers the person's
   * scheme, and care outside the person's area when it has a factor for it.
   */
  @Rule({"S2-28", "S2-41"})
  static AreaKind covered(
      Turn turn, BenefitPolicy policy, Person person, Institution hospital, String visitType) {
    if (policy.scheme(person.scheme()) == null) {
      throw Refusal.refusal(
          Reason.SCHEME_NOT_COVERED, "scheme", person.scheme(), "policy", policy.id());
    }
    AreaKind kind = kind(turn, person, hospital, visitType);
    boolean paid =
        kind == AreaKind.HOME
            || policy.areaFactors().stream().anyMatch(factor -> factor.kind() == kind);
    if (!paid) {
      throw Refusal.refusal(
          Reason.OTHER_AREA, "area", person.area(), "hospital_area", hospital.area());
    }
    return kind;
  }

  private static AreaKind kind(Turn turn, Person person, Institution hospital, String visitType) {
    if (hospital.area().equals(person.area())) {
      return AreaKind.HOME;
    }
    Person.Filing filing = person.filingFor(hospital.area(), turn.date);
    if (filing == null) {
      return visitType.equals(EMERGENCY) ? AreaKind.UNFILED_EMERGENCY : AreaKind.UNFILED;
    }
    return filing.kind() == Person.Filing.Kind.LONG_TERM
        ? AreaKind.FILED_LONG_TERM
        : AreaKind.REFERRAL;
  }

  /** Refuses to settle care at the counter that the insured area has not opened for it. */
  @Rule("S2-16")
  static void refuseUnopened(
      BenefitPolicy policy, Draft draft, Institution hospital, AreaKind kind) {
    if (kind == AreaKind.HOME) {
      return;
    }
    String cause = unopened(policy, draft, hospital, kind);
    if (cause != null) {
      throw Refusal.refusal(
          Reason.OUT_OF_AREA_NOT_OPEN,
          "area",
          policy.area(),
          "care_area",
          hospital.area(),
          "cause",
          cause);
    }
  }

  private static String unopened(
      BenefitPolicy policy, Draft draft, Institution hospital, AreaKind kind) {
    OutOfArea rules = policy.outOfArea();
    if (rules == null) {
      return "policy " + policy.id() + " opens no other area";
    }
    if (!rules.opensArea(hospital.area())) {
      return "area not opened";
    }
    if (!rules.opensVisit(draft.visitType())) {
      return "visit type " + draft.visitType() + " not opened";
    }
    if (!rules.opensFiling(kind)) {
      return "care not filed";
    }
    boolean otherProvince = !hospital.area().regionMatches(0, policy.area(), 0, PROVINCE_DIGITS);
    return otherProvince && !hospital.crossProvinceOutpatient()
        ? "hospital " + hospital.code() + " not connected across provinces"
        : null;
  }

  /** Refuses a settlement at the counter that passes a limit of the insured area. */
  @Rule("S2-16")
  static void refuseOverLimit(
      Turn turn, String person, BenefitPolicy policy, Pricing.Priced priced) {
    OutOfArea rules = policy.outOfArea();
    if (priced.input().areaKind() == AreaKind.HOME || rules == null) {
      return;
    }
    long amount = priced.result().totals().medfeeFen();
    refuseOver("settlement", amount, rules.mostPerSettlement());
    if (rules.mostPerDay() != null) {
      refuseOver("day", amount + settledToday(turn, person), rules.mostPerDay());
    }
  }

  private static void refuseOver(String span, long amountFen, Amount limit) {
    if (limit != null && amountFen > limit.fen()) {
      throw Refusal.refusal(
          Reason.OUT_OF_AREA_OVER_LIMIT,
          "span",
          span,
          "amount_fen",
          amountFen,
          "limit_fen",
          limit.fen());
    }
  }

  private static long settledToday(Turn turn, String person) {
    State.SettlementIds ids =
        turn.state.settlementsOfPerson.get(State.yearKey(turn.area, person, turn.date.getYear()));
    long sum = 0;
    for (String id : ids == null ? List.<String>of() : ids.ids()) {
      Settlement each = turn.state.settlements.get(id);
      boolean counts =
          !each.ofClaim()
              && each.input().date().equals(turn.date)
              && each.input().areaKind() != AreaKind.HOME;
      sum += counts ? each.result().totals().medfeeFen() : 0;
    }
    return sum;
  }
}
