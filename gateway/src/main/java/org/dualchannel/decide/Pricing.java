package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.prescription.Line;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.reimbursement.Accumulators;
import org.dualchannel.reimbursement.Amount;
import org.dualchannel.reimbursement.AreaKind;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.HospitalTier;
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

  /** A line at a price. */
  record PricedLine(int line, long priceFen) {}

  /** The settlement that would be made. */
  record Priced(SettlementInput input, SettlementResult result) {}

  /** Prices the lines for the prescribing hospital's tier, whoever dispenses. */
  @Rule({"S2-9", "S2-15", "S2-30"})
  static Priced price(
      Turn turn, Prescription prescription, List<PricedLine> lines, boolean useAccount) {
    State state = turn.state;
    Person person = state.person(prescription.area(), prescription.person());
    Refusal.refuseIf(person.refuseOutOfBenefit(turn.date));
    Institution hospital = state.institution(prescription.hospital());
    Refusal.refuseIf(hospital.refuseUndesignated(turn.date));
    BenefitPolicy policy = turn.policy();
    if (policy.scheme(person.scheme()) == null) {
      throw Refusal.refusal(
          Reason.SCHEME_NOT_COVERED, "scheme", person.scheme(), "policy", policy.id());
    }
    int year = turn.date.getYear();
    Accumulators before = state.accumulators(prescription.area(), prescription.person(), year);
    List<SettlementLine> settled = new ArrayList<>(lines.size());
    for (PricedLine each : lines) {
      settled.add(line(turn, prescription, person, each, policy));
    }
    SettlementInput input =
        new SettlementInput(
            policy.id(),
            turn.date,
            facts(turn, person),
            HospitalTier.ofLevel(hospital.level()),
            AreaKind.HOME,
            before,
            state.balance(prescription.area(), prescription.person()),
            useAccount,
            settled);
    return new Priced(input, Waterfall.settle(policy, input));
  }

  private static PersonFacts facts(Turn turn, Person person) {
    return new PersonFacts(
        person.scheme(),
        person.retired(),
        person.ageOn(turn.date),
        person.assistanceGroup().isEmpty() ? null : person.assistanceGroup(),
        person.annualIncomeFen() == 0 ? null : Amount.ofFen(person.annualIncomeFen()));
  }

  private static SettlementLine line(
      Turn turn,
      Prescription prescription,
      Person person,
      PricedLine priced,
      BenefitPolicy policy) {
    Line line = openLine(prescription, priced.line());
    Drug drug = Submission.drug(turn, line.drug());
    refuseMarkUp(turn, drug, priced.priceFen(), policy);
    boolean paid = line.selfPayReason().isEmpty();
    boolean met = paid && Entitlement.restrictionMet(turn, prescription, line, drug, policy);
    boolean guarantee = paid && Entitlement.guarantee(turn, prescription, line, drug);
    boolean special =
        !Collections.disjoint(drug.specialOutpatientDiseases(), person.specialOutpatient());
    return new SettlementLine(
        line.number(),
        drug.code(),
        drug.molecule(),
        priced.priceFen(),
        line.quantityE4(),
        true,
        met,
        standard(drug),
        drug.firstSelfPayBp(),
        special,
        guarantee,
        drug.annualCapFen() == 0 ? null : Amount.ofFen(drug.annualCapFen()),
        false);
  }

  static Line openLine(Prescription prescription, int number) {
    Line line =
        Refusal.known(
            prescription.line(number),
            Reason.LINE_UNKNOWN,
            "prescription",
            prescription.id(),
            "line",
            number);
    if (line.status() != Line.Status.OPEN) {
      throw Refusal.refusal(
          Reason.LINE_NOT_OPEN,
          "prescription",
          prescription.id(),
          "line",
          number,
          "status",
          line.status());
    }
    return line;
  }

  @Rule({"S4-29", "S4-30", "S4-33"})
  private static Amount standard(Drug drug) {
    long selected = drug.priceBasis().selectedPriceFen();
    long own = drug.priceBasis().standardFen();
    PaymentStandard.ProductTier tier =
        drug.priceBasis().tier() == null
            ? null
            : PaymentStandard.ProductTier.valueOf(drug.priceBasis().tier().name());
    return PaymentStandard.of(
        tier, selected == 0 ? null : Amount.ofFen(selected), own == 0 ? null : Amount.ofFen(own));
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
