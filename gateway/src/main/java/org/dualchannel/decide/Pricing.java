package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.reimbursement.Accumulators;
import org.dualchannel.reimbursement.Amount;
import org.dualchannel.reimbursement.AreaKind;
import org.dualchannel.reimbursement.BenefitKind;
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

  /** The settlement that would be made, and the enrolments that it stands on. */
  record Priced(
      SettlementInput input, SettlementResult result, List<Settlement.UsedEnrolment> enrolments) {
    /** No price was asked. */
    static final Priced NONE = new Priced(null, null, List.of());
  }

  /** Prices lines that are sold at the counter now. */
  static Priced price(
      Turn turn, Prescription prescription, List<PricedLine> lines, boolean useAccount) {
    refuseLines(prescription, lines);
    Institution hospital = turn.state.institution(prescription.draft().hospital());
    turn.careAt(hospital);
    BenefitPolicy policy = turn.policy();
    Priced priced = settle(turn, prescription, lines, useAccount);
    for (SettlementLine line : priced.input().lines()) {
      refuseSale(turn, prescription, line, policy);
    }
    OutOfAreaCare.refuseUnopened(policy, prescription.draft(), hospital, priced.input().areaKind());
    OutOfAreaCare.refuseOverLimit(turn, prescription.draft().person(), policy, priced);
    return priced;
  }

  /**
   * Settles lines for the prescribing hospital's tier, whoever dispensed, and whatever way the
   * money goes. The catalogue is that of the place of care, the policy that of the insured area.
   */
  @Rule({"S2-9", "S2-15", "S2-24", "S2-30", "S2-41"})
  static Priced settle(
      Turn turn, Prescription prescription, List<PricedLine> lines, boolean useAccount) {
    State state = turn.state;
    String personNumber = prescription.draft().person();
    Person person = state.person(prescription.area(), personNumber);
    Refusal.refuseIf(person.refuseOutOfBenefit(turn.date));
    Institution hospital = state.institution(prescription.draft().hospital());
    Refusal.refuseIf(hospital.refuseUndesignated(turn.date));
    BenefitPolicy policy = turn.policy();
    AreaKind areaKind =
        OutOfAreaCare.covered(turn, policy, person, hospital, prescription.draft().visitType());
    int year = turn.date.getYear();
    Accumulators before = state.accumulators(prescription.area(), personNumber, year);
    List<SettlementLine> settled = new ArrayList<>(lines.size());
    List<Settlement.UsedEnrolment> opened = new ArrayList<>();
    for (PricedLine each : lines) {
      settled.add(line(turn, prescription, person, each, policy, opened));
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
    SettlementResult result = Waterfall.settle(policy, input);
    return new Priced(input, result, used(opened, result));
  }

  /** The enrolments of the lines that the guarantee paid. */
  @Rule("S2-37")
  private static List<Settlement.UsedEnrolment> used(
      List<Settlement.UsedEnrolment> opened, SettlementResult result) {
    Set<Integer> guaranteed = new HashSet<>();
    for (SettlementResult.LineResult line : result.lines()) {
      if (line.benefit() == BenefitKind.GUARANTEE) {
        guaranteed.add(line.line());
      }
    }
    return opened.stream().filter(each -> guaranteed.contains(each.line())).toList();
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

  @Rule({"S2-33", "S2-41"})
  private static SettlementLine line(
      Turn turn,
      Prescription prescription,
      Person person,
      PricedLine priced,
      BenefitPolicy policy,
      List<Settlement.UsedEnrolment> opened) {
    Draft.Line line = prescription.line(priced.line());
    Drug drug = Submission.drug(turn, line.drug());
    Drug insured = turn.insuredListing(drug);
    Entitlement entitlement = Entitlement.of(turn, prescription, line, drug, policy);
    Enrolment enrolment = entitlement.enrolment();
    if (enrolment != null) {
      opened.add(new Settlement.UsedEnrolment(priced.line(), enrolment.id(), enrolment.version()));
    }
    return new SettlementLine(
        priced.line(),
        drug.code(),
        insured == null ? drug.molecule() : insured.molecule(),
        priced.priceFen(),
        priced.quantityE4(),
        true,
        entitlement.selfPaid() == null,
        standard(drug),
        drug.firstSelfPayBp(),
        insured != null
            && person.specialOutpatientFor(insured.specialOutpatientDiseases(), turn.date),
        enrolment != null,
        insured == null || insured.annualCapFen() == 0
            ? null
            : Amount.ofFen(insured.annualCapFen()),
        false);
  }

  /** Refuses a line for what only a sale at the counter has to heed. */
  private static void refuseSale(
      Turn turn, Prescription prescription, SettlementLine line, BenefitPolicy policy) {
    Drug drug = Submission.drug(turn, line.drug());
    CatalogueTasks.refuseUnmapped(turn, drug.code());
    refuseMarkUp(turn, drug, line.priceFen(), policy);
    ClaimKeys.refuseClaimed(turn, prescription.draft(), drug.code());
    if (line.restrictionMet()) {
      Refills.refuseEarly(turn, prescription, line.molecule(), policy);
    }
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
