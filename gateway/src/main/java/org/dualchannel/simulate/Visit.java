package org.dualchannel.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.decide.Settlement;
import org.dualchannel.prescription.Draft;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.routing.Candidate;

/**
 * One visit of a patient: the hospital prescribes, a dispenser claims and hands out. It ends with
 * the first refusal, as a real one would. A {@link Twist} changes its course.
 */
final class Visit {
  private static final long MINUTE_MS = 60_000;

  /** One prescription in so many has a second, ordinary drug. */
  private static final int SECOND_DRUG_PER_MILLE = 200;

  private static final String SECOND_DRUG = "XC10AAS102A001010110102";

  final World world;
  final Patient patient;
  final Twist twist;

  /** Which command was sent last; for those who send it again. */
  Command last;

  String prescription;
  List<Candidate> candidates = List.of();
  Principal dispenser;
  String secret;
  Settlement settlement;
  private List<Draft.Line> lines;
  private String preferred = "";

  Visit(World world, Patient patient, Twist twist) {
    this.world = world;
    this.patient = patient;
    this.twist = twist;
  }

  /** Goes on with a prescription whose first visit came to nothing. */
  Visit(Visit earlier, Twist twist) {
    this(earlier.world, earlier.patient, twist);
    prescription = earlier.prescription;
    candidates = earlier.candidates;
    lines = earlier.lines;
  }

  /** The patient would rather not go to this pharmacy again today. */
  Visit avoiding(String pharmacy) {
    preferred =
        world.city.pharmacies().stream()
            .map(each -> each.code())
            .filter(each -> !each.equals(pharmacy))
            .skip(world.random.nextInt(world.city.pharmacies().size() - 1))
            .findFirst()
            .orElse("");
    return this;
  }

  /** The visit takes place at a time. */
  void begin(long timeMs) {
    world.agenda.at(timeMs, this::submission, this::submitted);
  }

  /** The hospital prescribes what the treatment takes. */
  Command submission() {
    lines = new ArrayList<>();
    Treatment treatment = patient.treatment;
    lines.add(line(treatment.drug(), treatment.quantityE4()));
    if (world.perMille(SECOND_DRUG_PER_MILLE) && world.drug(SECOND_DRUG, world.today()) != null) {
      lines.add(line(SECOND_DRUG, 10_000));
    }
    last = world.command(hospital(), new Body.SubmitPrescription(twist.written(this, draft())));
    return last;
  }

  private Draft draft() {
    return new Draft(
        patient.hospital.code(),
        world.prescriptionNumber(),
        patient.physician.code(),
        patient.treatment.specialty(),
        patient.person.number(),
        patient.person.scheme(),
        "14",
        "01",
        world.agenda.nowMs(),
        0,
        false,
        List.of(patient.treatment.diagnosis()),
        patient.treatment.notes(),
        preferred,
        world.city.hospitals().get(0).place(),
        lines,
        0,
        0,
        List.of());
  }

  private static Draft.Line line(String drug, long quantityE4) {
    return new Draft.Line(
        drug, quantityE4, Treatment.DAYS, "1", "dose", "QD", "as labelled", "", null, true);
  }

  private void submitted(Outcome outcome) {
    if (outcome.reply() instanceof Reply.Submitted submitted) {
      prescription = submitted.prescription();
      candidates = submitted.route().candidates();
      if (twist.submitted(this)) {
        claim(chosen(), 10);
      }
    }
  }

  /** One of the best three candidates; without any the hospital hands out itself. */
  Principal chosen() {
    if (candidates.isEmpty()) {
      return hospital();
    }
    int best = world.random.nextInt(Math.min(3, candidates.size()));
    return new Principal(Role.PHARMACY, candidates.get(best).pharmacy());
  }

  /** The dispenser claims all of the prescription. */
  private Command claiming() {
    return world.command(dispenser, new Body.ClaimPrescription(prescription, secret, List.of()));
  }

  /** The same, when it is known only now who. */
  Command claiming(Principal by) {
    dispenser = by;
    secret = Long.toHexString(world.random.nextLong());
    return claiming();
  }

  /** A dispenser claims the prescription some minutes from now. */
  void claim(Principal by, int inMinutes) {
    dispenser = by;
    secret = Long.toHexString(world.random.nextLong());
    after(
        inMinutes,
        () -> last = claiming(),
        outcome -> {
          if (outcome.accepted() && twist.claimed(this)) {
            dispense(15);
          }
        });
  }

  /** The dispenser hands out, some minutes from now, what the twist leaves to be handed out. */
  void dispense(int inMinutes) {
    List<Integer> all = lineNumbers();
    List<Integer> first = twist.handedOutFirst(all);
    after(inMinutes, () -> last = dispensing(secret, first, packs(first)), this::dispensed);
    List<Integer> rest = all.subList(first.size(), all.size());
    if (!rest.isEmpty()) {
      after(inMinutes + 5, () -> dispensing(secret, rest, packs(rest)), this::dispensed);
    }
  }

  List<Integer> lineNumbers() {
    List<Integer> all = new ArrayList<>();
    for (int number = 1; number <= lines.size(); number++) {
      all.add(number);
    }
    return all;
  }

  /** The command that hands lines out with trace codes, those of a line in one list. */
  Command dispensing(String shown, List<Integer> numbers, List<List<String>> codes) {
    List<Body.DispensedLine> given = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      Draft.Line line = lines.get(numbers.get(i) - 1);
      long priceFen = world.priceFen(dispenser, line.drug());
      given.add(
          new Body.DispensedLine(
              numbers.get(i), priceFen, line.quantityE4(), codes.get(i), List.of(), null));
    }
    boolean useAccount = patient.person.scheme().equals("310") && world.random.nextBoolean();
    return world.command(
        dispenser,
        new Body.DispensePrescription(
            prescription,
            shown,
            world.city.pharmacistOf(dispenser.code()),
            given,
            useAccount,
            world.city.reviewerOf(dispenser.code())));
  }

  /** Packs off the shelf for lines, those of a line in one list. */
  List<List<String>> packs(List<Integer> numbers) {
    List<List<String>> packs = new ArrayList<>();
    for (int number : numbers) {
      Draft.Line line = lines.get(number - 1);
      packs.add(world.newPacks(line.drug(), line.quantityE4()));
    }
    return packs;
  }

  private void dispensed(Outcome outcome) {
    if (outcome.reply() instanceof Reply.Dispensed dispensed) {
      settlement = dispensed.settlement();
      settlement.sold().forEach(each -> world.sold(each.drug(), each.traceCodes()));
      twist.dispensed(this);
    }
  }

  /** Asks something some minutes from now. */
  void after(int minutes, Supplier<Command> command, Consumer<Outcome> answered) {
    world.agenda.at(world.agenda.nowMs() + minutes * MINUTE_MS, command, answered);
  }

  /** The same, when the answer changes nothing. */
  void after(int minutes, Supplier<Command> command) {
    after(minutes, command, outcome -> {});
  }

  Principal hospital() {
    return new Principal(Role.HOSPITAL, patient.hospital.code());
  }
}
