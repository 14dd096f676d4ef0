package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.reimbursement.Accumulators;
import org.dualchannel.reimbursement.Amount;
import org.dualchannel.reimbursement.AreaKind;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.PaymentStandard;
import org.dualchannel.reimbursement.PersonFacts;
import org.dualchannel.reimbursement.SettlementInput;
import org.dualchannel.reimbursement.SettlementLine;
import org.dualchannel.reimbursement.SettlementResult;
import org.dualchannel.reimbursement.Waterfall;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;

/**
 * Prices lines of a prescription as they would be settled now. Reads only; {@code Quote} and {@code
 * Dispense} share it, so a quote is what a dispensing then settles when nothing changed between.
 */
final class Pricing {
  private Pricing() {}

  /** A quantity of a line at a price; the quantity is at most what is still to be handed out. */
  record PricedLine(int line, long priceFen, long quantityE4) {}

  /** The settlement that would be made. */
  record Priced(SettlementInput input, SettlementResult result) {}

  /** Prices the lines for the prescribing hospital's tier, whoever dispenses. */
  @Rule({"S2-9", "S2-15", "S2-30"})
  static Priced price(
      Turn turn, Prescription prescription, List<PricedLine> lines, boolean useAccount) {
    State state = turn.state;
    refuseLines(prescription, lines);
    String personNumber = prescription.draft().person();
    Person person = state.person(prescription.area(), personNumber);
    Refusal.refuseIf(person.refuseOutOfBenefit(turn.date));
    Institution hospital = state.institution(prescription.draft().hospital());
    Refusal.refuseIf(hospital.refuseUndesignated(turn.date));
    BenefitPolicy policy = turn.policy();
    AreaKind areaKind = covered(turn, policy, person, hospital);
    int year = turn.date.getYear();
    Accumulators before = state.accumulators(prescription.area(), personNumber, year);
    List<SettlementLine> settled = new ArrayList<>(lines.size());
    for (PricedLine each : lines) {
      settled.add(line(turn, prescription, person, each, policy));
    }
    SettlementInput input =
        new SettlementInput(
            policy.id(),
            turn.date,
            facts(turn, person),
            hospital.tier(),
            areaKind,
            before,
            state.balance(prescription.area(), personNumber),
            useAccount,
            settled);
    return new Priced(input, Waterfall.settle(policy, input));
  }

  @Rule("S2-19")
  private static void refuseLines(Prescription prescription, List<PricedLine> lines) {
    Bounds.refuseOutside(lines);
    Set<Integer> numbers = new HashSet<>();
    for (PricedLine each : lines) {
      Refusal.refuseIf(prescription.refuseLine(each.line()));
      if (!numbers.add(each.line())) {
        throw Refusal.refusal(Reason.LINE_TWICE, "line", each.line());
      }
      refuseMoreThanTheRest(prescription, each);
      Bounds.refuseAmount(each.line(), each.priceFen(), each.quantityE4());
    }
  }

  @Rule({"S2-8", "S2-18", "S2-19"})
  private static void refuseMoreThanTheRest(Prescription prescription, PricedLine given) {
    long restE4 = prescription.restE4(given.line());
    if (given.quantityE4() > restE4) {
      throw Refusal.refusal(
          Reason.QUANTITY_DIFFERS,
          "line",
          given.line(),
          "rest",
          restE4,
          "given",
          given.quantityE4());
    }
  }

  private static PersonFacts facts(Turn turn, Person person) {
    return new PersonFacts(
        person.scheme(),
        person.retired(),
        person.ageOn(turn.date),
        person.assistanceGroup().isEmpty() ? null : person.assistanceGroup(),
        person.annualIncomeFen() == null ? null : Amount.ofFen(person.annualIncomeFen()));
  }

  private static SettlementLine line(
      Turn turn,
      Prescription prescription,
      Person person,
      PricedLine priced,
      BenefitPolicy policy) {
    Draft.Line line = prescription.line(priced.line());
    Drug drug = Submission.drug(turn, line.drug());
    CatalogueTasks.refuseUnmapped(turn, drug.code());
    refuseMarkUp(turn, drug, priced.priceFen(), policy);
    Entitlement entitlement = Entitlement.of(turn, prescription, line, drug, policy);
    return new SettlementLine(
        priced.line(),
        drug.code(),
        drug.molecule(),
        priced.priceFen(),
        priced.quantityE4(),
        true,
        entitlement.selfPaid() == null,
        standard(drug),
        drug.firstSelfPayBp(),
        person.specialOutpatientFor(drug.specialOutpatientDiseases(), turn.date),
        entitlement.guarantee(),
        drug.annualCapFen() == 0 ? null : Amount.ofFen(drug.annualCapFen()),
        false);
  }

  /**
   * How the person came to the hospital, as far as the policy pays for it: it covers the person's
   * scheme, and care outside the person's area when it has a factor for it.
   */
  @Rule("S2-28")
  static AreaKind covered(Turn turn, BenefitPolicy policy, Person person, Institution hospital) {
    if (policy.scheme(person.scheme()) == null) {
      throw Refusal.refusal(
          Reason.SCHEME_NOT_COVERED, "scheme", person.scheme(), "policy", policy.id());
    }
    if (hospital.area().equals(person.area())) {
      return AreaKind.HOME;
    }
    Person.Filing filing = person.filingFor(hospital.area(), turn.date);
    AreaKind kind =
        filing == null
            ? AreaKind.UNFILED
            : filing.kind() == Person.Filing.Kind.LONG_TERM
                ? AreaKind.FILED_LONG_TERM
                : AreaKind.REFERRAL;
    boolean paid = policy.areaFactors().stream().anyMatch(each -> each.kind() == kind);
    if (!paid) {
      throw Refusal.refusal(
          Reason.OTHER_AREA, "area", person.area(), "hospital_area", hospital.area());
    }
    return kind;
  }

  @Rule({"S4-29", "S4-30", "S4-33"})
  private static Amount standard(Drug drug) {
    long selected = drug.priceBasis().selectedPriceFen();
    long own = drug.priceBasis().standardFen();
    return PaymentStandard.of(
        drug.priceBasis().tier(),
        selected == 0 ? null : Amount.ofFen(selected),
        own == 0 ? null : Amount.ofFen(own));
  }

  @Rule("S4-34")
  private static void refuseMarkUp(Turn turn, Drug drug, long priceFen, BenefitPolicy policy) {
    long limit = Submission.priceLimitFen(drug, policy);
    if (turn.principal.role() == Role.PHARMACY && limit > 0 && priceFen > limit) {
      throw Refusal.refusal(
          Reason.MARK_UP_OVER_LIMIT,
          "drug",
          drug.code(),
          "price_fen",
          priceFen,
          "limit_fen",
          limit);
    }
  }
}
