package org.dualchannel.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentContent;
import org.dualchannel.pipeline.DecisionListener;
import org.dualchannel.prescription.ClinicalNotes;
import org.dualchannel.prescription.Diagnosis;
import org.dualchannel.prescription.NotDispensedReason;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Designation;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Physician;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.rules.Reason;
import org.dualchannel.store.StateHash;
import org.dualchannel.store.Table;
import org.dualchannel.store.Tables;

/**
 * A small city under one decider, built by the same commands as a real one. Every command goes
 * through its bytes, every decision joins the ledger, and after every refusal the state must be
 * what it was, but for the table of answers.
 */
final class TestCity implements AutoCloseable {
  private static final RecordCodec<Command> COMMAND = RecordCodec.of(Command.class);
  private static final RecordCodec<Outcome> OUTCOME = RecordCodec.of(Outcome.class);

  final State state;
  final Decider decider;
  final View view;
  final Ledger ledger = new Ledger();
  final List<Event> events = new ArrayList<>();

  /** Whether every refusal is checked to have changed nothing; it costs a hash of all tables. */
  boolean watchRefusals = true;

  /** Every command in log order, for another decider to decide. */
  final List<Logged> logged = new ArrayList<>();

  /** A command and the time that the log gave it. */
  record Logged(long timeMs, Command command) {}

  /** Told of every decision, as the publish stage would; null when nobody follows. */
  DecisionListener follower;

  long nowMs = CivilDate.startMs(TestRegistry.START) + Duration.ofHours(9).toMillis();
  private long requests;
  private long codes;

  /** A city with registry, catalogue and policy. */
  TestCity() {
    this(new State(Tables.heap(), Tables.heap()), TestPolicies.policy());
  }

  TestCity(BenefitPolicy policy) {
    this(new State(Tables.heap(), Tables.heap()), policy);
  }

  TestCity(State state, BenefitPolicy policy) {
    this(state);
    accepted(bureau(new Body.CreatePolicy(policy)));
    accepted(bureau(TestRegistry.everyone()));
    publish(TestCatalogue.SAMPLE);
    stockUp();
  }

  private TestCity(State state) {
    this.state = state;
    decider = new Decider(state);
    view = new View(state);
  }

  /** Nothing is registered, filed or published. */
  static TestCity empty() {
    return new TestCity(new State(Tables.heap(), Tables.heap()));
  }

  // Time

  LocalDate today() {
    return CivilDate.of(nowMs);
  }

  void advance(Duration duration) {
    nowMs += duration.toMillis();
  }

  /** Nine o'clock of a day. */
  void goTo(LocalDate date) {
    nowMs = CivilDate.startMs(date) + Duration.ofHours(9).toMillis();
  }

  void goToMs(long timeMs) {
    nowMs = timeMs;
  }

  Outcome tick() {
    return decide(Command.ofSystem(new Body.Tick())).outcome();
  }

  // Callers

  static Principal hospital(String code) {
    return new Principal(Role.HOSPITAL, code);
  }

  static Principal pharmacy(String code) {
    return new Principal(Role.PHARMACY, code);
  }

  static Principal bureauOf(String area) {
    return new Principal(Role.BUREAU, area);
  }

  Outcome bureau(Body body) {
    return by(bureauOf(TestRegistry.AREA), body);
  }

  Outcome by(Principal principal, Body body) {
    return by(principal, TestRegistry.AREA, body);
  }

  Outcome by(Principal principal, String area, Body body) {
    long number = ++requests;
    return decide(new Command("request-" + number, principal, area, number, body)).outcome();
  }

  /** Decides a command as it would come out of the log. */
  Decider.Decision decide(Command command) {
    while (watchRefusals && decider.nextDueMs() <= nowMs) {
      log(Command.ofSystem(new Body.Tick()));
    }
    Standing before = watchRefusals ? standing() : null;
    Decider.Decision decision = log(command);
    if (watchRefusals && !decision.outcome().accepted()) {
      assertEquals(before, standing(), () -> "changed by a refusal: " + decision.outcome());
      assertTrue(decision.events().isEmpty(), () -> "events of a refusal: " + decision.events());
    }
    return decision;
  }

  private Decider.Decision log(Command command) {
    byte[] record = COMMAND.encode(command);
    logged.add(new Logged(nowMs, command));
    Decider.Decision decision = decider.decide(nowMs, COMMAND.decode(record));
    ledger.append(
        decider.index(), nowMs, record, 0, record.length, OUTCOME.encode(decision.outcome()));
    events.addAll(decision.events());
    if (follower != null) {
      follower.decided(decider.index(), nowMs, command, decision, true);
    }
    return decision;
  }

  /** All that a refusal must leave alone. */
  record Standing(
      StateHash tables,
      int drafts,
      int policies,
      int catalogues,
      int deadlines,
      List<Integer> holds) {}

  Standing standing() {
    List<Table<?, ?>> tables = new ArrayList<>(state.tables());
    tables.remove(state.answered);
    return new Standing(
        StateHash.of(tables),
        state.drafts.open(),
        state.policies().filed().size(),
        state.catalogues(TestRegistry.AREA).published().size(),
        state.deadlines.size(),
        TestRegistry.PHARMACIES.stream().map(state::openHolds).toList());
  }

  // Data

  void publish(CatalogueVersion version) {
    publish(TestRegistry.AREA, version);
  }

  void publish(String area, CatalogueVersion version) {
    Principal bureau = bureauOf(area);
    accepted(
        by(
            bureau,
            area,
            new Body.CreateCatalogueVersion(
                version.id(), version.effectiveFrom(), version.title(), version.document())));
    accepted(by(bureau, area, new Body.AddDrugs(version.id(), version.drugs())));
    accepted(
        by(bureau, area, new Body.PublishCatalogueVersion(version.id(), version.drugs().size())));
  }

  void register(Institution... entries) {
    accepted(bureau(TestRegistry.entries(List.of(entries), List.of(), List.of(), List.of())));
  }

  void register(Physician... entries) {
    accepted(bureau(TestRegistry.entries(List.of(), List.of(entries), List.of(), List.of())));
  }

  void register(Pharmacy... entries) {
    accepted(bureau(TestRegistry.entries(List.of(), List.of(), List.of(entries), List.of())));
  }

  void register(Pharmacist... entries) {
    accepted(bureau(TestRegistry.entries(List.of(), List.of(), List.of(), List.of(entries))));
  }

  void register(Designation... entries) {
    accepted(bureau(TestRegistry.filings(entries)));
  }

  void register(Person... entries) {
    accepted(bureau(TestRegistry.persons(entries)));
  }

  void balance(String person, long fen) {
    accepted(bureau(TestRegistry.balance(person, fen)));
  }

  /** Every pharmacy reports plenty of every drug, at the listed price. */
  void stockUp() {
    for (String pharmacy : TestRegistry.PHARMACIES) {
      List<Body.StockItem> items = new ArrayList<>();
      for (Drug drug : TestCatalogue.SAMPLE.drugs()) {
        if (TestCatalogue.paidOn(drug, today())) {
          items.add(
              new Body.StockItem(
                  drug.code(), 10_000_000_000L, TestCatalogue.listedFen(drug), nowMs));
        }
      }
      accepted(by(pharmacy(pharmacy), new Body.ReportStock(items)));
    }
  }

  // Enrolment

  static EnrolmentContent content(String... physicians) {
    return new EnrolmentContent(
        List.of(physicians),
        List.of(new Diagnosis("L20.9", "atopic dermatitis")),
        "SCORAD 52, course of two years",
        new EnrolmentContent.Plan("300", "mg", "Q2W", "subcutaneous", ""),
        ClinicalNotes.NONE);
  }

  Outcome enrol(String hospital, String person, String drug, String... physicians) {
    return by(
        hospital(hospital), new Body.CreateEnrolment(hospital, person, drug, content(physicians)));
  }

  Enrolment enrolled(String person, String drug) {
    Outcome outcome = accepted(enrol(TestRegistry.HOSPITAL, person, drug, TestRegistry.CHIEF));
    return ((Reply.Enrolled) outcome.reply()).enrolment();
  }

  // The way of a prescription

  Outcome submit(TestDraft draft) {
    return by(hospital(draft.hospital), new Body.SubmitPrescription(draft.build(nowMs)));
  }

  String submitted(TestDraft draft) {
    return ((Reply.Submitted) accepted(submit(draft)).reply()).prescription();
  }

  Outcome cancel(String prescription) {
    Prescription known = view.prescription(prescription);
    return by(
        hospital(known.draft().hospital()),
        new Body.CancelPrescription(prescription, "CLINICAL", ""));
  }

  static String secret(Principal dispenser, String prescription) {
    return "secret of " + dispenser + " for " + prescription;
  }

  Outcome claim(Principal dispenser, String prescription, Integer... lines) {
    return by(
        dispenser,
        new Body.ClaimPrescription(prescription, secret(dispenser, prescription), List.of(lines)));
  }

  Outcome markNotDispensed(
      Principal dispenser, String prescription, NotDispensedReason reason, Integer... lines) {
    return by(
        dispenser,
        new Body.MarkNotDispensed(
            prescription,
            secret(dispenser, prescription),
            TestRegistry.pharmacistOf(dispenser.code()),
            List.of(lines),
            reason,
            ""));
  }

  Outcome release(Principal dispenser, String prescription) {
    return by(
        dispenser,
        new Body.ReleasePrescription(
            prescription, secret(dispenser, prescription), "PATIENT", "", List.of()));
  }

  /** All that is left of the line, with new trace codes. */
  Body.DispensedLine line(String prescription, int number, long priceFen) {
    Prescription known = view.prescription(prescription).asOf(nowMs);
    return part(prescription, number, priceFen, known.restE4(number));
  }

  /** A part of the line, with new trace codes. */
  Body.DispensedLine part(String prescription, int number, long priceFen, long quantityE4) {
    Drug drug = TestCatalogue.drug(view.prescription(prescription).line(number).drug());
    long packE4 = drug.packUnits() * 10_000L;
    List<String> traced = new ArrayList<>();
    for (long e4 = 0; e4 < quantityE4; e4 += packE4) {
      traced.add(newCode(drug.code()));
    }
    return whole(number, priceFen, quantityE4, traced);
  }

  /** A line of whole packs. */
  static Body.DispensedLine whole(int number, long priceFen, long quantityE4, List<String> codes) {
    return new Body.DispensedLine(number, priceFen, quantityE4, codes, List.of(), null);
  }

  /** Some packs of the line at its listed price. */
  Body.DispensedLine packs(String prescription, int number, long packs) {
    Drug drug = TestCatalogue.drug(view.prescription(prescription).line(number).drug());
    return part(
        prescription, number, TestCatalogue.listedFen(drug), packs * drug.packUnits() * 10_000L);
  }

  /** The line at its listed price. */
  Body.DispensedLine line(String prescription, int number) {
    var line = view.prescription(prescription).line(number);
    return line(prescription, number, TestCatalogue.listedFen(TestCatalogue.drug(line.drug())));
  }

  List<Body.DispensedLine> openLines(String prescription) {
    return view.prescription(prescription).asOf(nowMs).openLines().stream()
        .map(number -> line(prescription, number))
        .toList();
  }

  String newCode(String drug) {
    return TestCatalogue.drug(drug).tracePrefixes().get(0) + String.format("%013d", ++codes);
  }

  Outcome dispense(Principal dispenser, String prescription, List<Body.DispensedLine> lines) {
    return dispense(dispenser, prescription, lines, false);
  }

  Outcome dispense(
      Principal dispenser, String prescription, List<Body.DispensedLine> lines, boolean account) {
    return by(
        dispenser,
        new Body.DispensePrescription(
            prescription,
            secret(dispenser, prescription),
            TestRegistry.pharmacistOf(dispenser.code()),
            lines,
            account,
            TestRegistry.reviewerAt(dispenser.code())));
  }

  /** Claims the prescription and hands its open lines out. */
  Settlement dispensed(Principal dispenser, String prescription) {
    return dispensed(dispenser, prescription, openLines(prescription));
  }

  Settlement dispensed(Principal dispenser, String prescription, List<Body.DispensedLine> lines) {
    accepted(claim(dispenser, prescription));
    return settlement(accepted(dispense(dispenser, prescription, lines)));
  }

  static Settlement settlement(Outcome outcome) {
    return ((Reply.Dispensed) outcome.reply()).settlement();
  }

  Outcome giveBack(Settlement settlement, Integer... lines) {
    return by(
        new Principal(
            settlement.dispenser().startsWith("P") ? Role.PHARMACY : Role.HOSPITAL,
            settlement.dispenser()),
        new Body.ReturnDispense(
            settlement.id(),
            TestRegistry.pharmacistOf(settlement.dispenser()),
            List.of(lines),
            "ADVERSE_REACTION",
            ""));
  }

  // Claims

  static Principal agency() {
    return new Principal(Role.AGENCY, TestRegistry.AREA);
  }

  Outcome claimOffline(TestClaim claim) {
    return by(agency(), new Body.SubmitOfflineClaim(claim.form(this)));
  }

  Outcome voidClaim(String claim, String reason) {
    return by(agency(), new Body.VoidOfflineClaim(claim, reason, ""));
  }

  // Verdicts

  static Outcome accepted(Outcome outcome) {
    assertTrue(outcome.accepted(), () -> outcome.rejection().english() + " " + outcome.rejection());
    return outcome;
  }

  /** The refusal has the reason, and the reason the rules. */
  static void refused(Reason reason, Outcome outcome, String... rules) {
    assertTrue(!outcome.accepted(), () -> "accepted: " + outcome.reply());
    assertEquals(reason, outcome.rejection().reason(), () -> outcome.rejection().toString());
    for (String rule : rules) {
      assertTrue(reason.rules().contains(rule), () -> reason + " does not carry " + rule);
    }
    assertTrue(
        !outcome.rejection().english().contains("{")
            && !outcome.rejection().chinese().contains("{"),
        () -> "unfilled: " + outcome.rejection().english() + outcome.rejection().chinese());
  }

  @Override
  public void close() {
    state.close();
  }
}
