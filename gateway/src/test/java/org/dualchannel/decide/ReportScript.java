package org.dualchannel.decide;

import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.OTHER_HOSPITAL;
import static org.dualchannel.decide.TestRegistry.OTHER_PHARMACY;
import static org.dualchannel.decide.TestRegistry.PHARMACY;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.pipeline.DecisionListener;
import org.dualchannel.supply.Formulary;
import org.dualchannel.trace.CodeFree;

/** A spring in the small city, decided once: what the report store is told of, in order. */
public final class ReportScript {
  public static final String AREA = TestRegistry.AREA;
  public static final String NEGOTIATED = TestCatalogue.DUPILUMAB;
  public static final String OTHER_NEGOTIATED = TestCatalogue.DEFERASIROX;
  public static final String REGULAR = TestCatalogue.AMLODIPINE_SELECTED;
  public static final String FIRST_HOSPITAL = HOSPITAL;
  public static final String SECOND_HOSPITAL = OTHER_HOSPITAL;
  public static final String FIRST_PHARMACY = PHARMACY;
  public static final String UNQUALIFIED_PHARMACY = TestRegistry.SMALL_PHARMACY;

  /** Person numbers that a report store must not hold. */
  public static final List<String> PERSONS =
      List.of(
          TestRegistry.EMPLOYEE,
          TestRegistry.RETIREE,
          TestRegistry.RESIDENT,
          TestRegistry.OTHER_EMPLOYEE);

  /** One decision as the publish stage tells of it. */
  public record Told(long index, long timeMs, Command command, Decider.Decision decision) {
    public void to(DecisionListener listener, boolean live) {
      listener.decided(index, timeMs, command, decision, live);
    }
  }

  private final List<Told> told = new ArrayList<>();
  private final TestCity city = TestCity.empty();

  private ReportScript() {
    city.watchRefusals = false;
    city.follower =
        new DecisionListener() {
          @Override
          public void decided(Decider.Decision decision, boolean live) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void decided(
              long index, long timeMs, Command command, Decider.Decision decision, boolean live) {
            told.add(new Told(index, timeMs, command, decision));
          }
        };
  }

  /** The decisions. */
  public static List<Told> play() {
    ReportScript script = new ReportScript();
    script.found();
    script.march();
    script.april();
    script.city.close();
    return List.copyOf(script.told);
  }

  private void found() {
    accepted(
        city.bureau(
            new Body.CreatePolicy(TestPolicies.strict(0, false, LocalDate.of(2026, 3, 31)))));
    accepted(city.bureau(TestRegistry.everyone()));
    city.publish(TestCatalogue.SAMPLE);
    city.stockUp();
    city.register(
        TestRegistry.pharmacy(
            UNQUALIFIED_PHARMACY, List.of(TestRegistry.ALWAYS), true, true, false, false, 1));
  }

  private void march() {
    accepted(
        city.by(
            hospital(OTHER_HOSPITAL),
            new Body.Supply(
                new SupplyCommand.ReportFormulary(
                    OTHER_HOSPITAL,
                    List.of(
                        new Formulary.Item(NEGOTIATED, true, false),
                        new Formulary.Item(OTHER_NEGOTIATED, true, true))))));
    city.enrolled(TestRegistry.EMPLOYEE, NEGOTIATED);
    city.dispensed(pharmacy(PHARMACY), city.submitted(TestDraft.dupilumab()));
    city.dispensed(
        hospital(HOSPITAL),
        city.submitted(
            TestDraft.dupilumab()
                .forPerson(TestRegistry.OTHER_EMPLOYEE, "310")
                .line(REGULAR, 30_000)));
    String legacy = city.submitted(TestDraft.of(REGULAR, 5).forPerson(TestRegistry.RETIREE, "310"));
    city.dispensed(
        hospital(HOSPITAL),
        legacy,
        List.of(
            new Body.DispensedLine(
                1,
                TestCatalogue.listedFen(TestCatalogue.drug(REGULAR)),
                50_000,
                List.of(),
                List.of(),
                new CodeFree("made before the codes", "B-1"))));
    city.dispensed(
        pharmacy(PHARMACY),
        city.submitted(
            TestDraft.of(OTHER_NEGOTIATED, 2)
                .at(OTHER_HOSPITAL)
                .forPerson(TestRegistry.RESIDENT, "390")));
    // Refused: a physician who is not theirs, twice; and a pharmacy that nobody filed.
    city.submit(TestDraft.dupilumab().at(OTHER_HOSPITAL).by(TestRegistry.RHEUMATOLOGIST));
    city.submit(TestDraft.dupilumab().at(OTHER_HOSPITAL).by(TestRegistry.RHEUMATOLOGIST));
    city.claim(pharmacy(TestRegistry.UNFILED_PHARMACY), city.submitted(TestDraft.of(REGULAR, 1)));
    // Never fetched: it expires.
    city.submitted(TestDraft.of(OTHER_NEGOTIATED, 1));
    city.advance(Duration.ofDays(5));
    city.tick();
  }

  private void april() {
    city.goTo(LocalDate.of(2026, 4, 8));
    Settlement inApril =
        city.dispensed(
            pharmacy(OTHER_PHARMACY), city.submitted(TestDraft.dupilumab().line(REGULAR, 20_000)));
    city.goTo(LocalDate.of(2026, 5, 6));
    city.dispensed(pharmacy(PHARMACY), city.submitted(TestDraft.dupilumab()));
    // A return of one line of two, in a later month; what remains is settled anew.
    accepted(city.giveBack(inApril, 1));
    Settlement whole = city.dispensed(pharmacy(PHARMACY), city.submitted(TestDraft.of(REGULAR, 4)));
    accepted(city.giveBack(whole, 1));
    Command once =
        new Command("retried", hospital(HOSPITAL), AREA, 5, new Body.SubmitPrescription(draft()));
    city.decide(once);
    city.decide(once);
  }

  private org.dualchannel.prescription.Draft draft() {
    return TestDraft.of(REGULAR, 1).build(city.nowMs);
  }
}
