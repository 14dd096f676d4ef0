package org.dualchannel.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.cli.load.CatalogueFile;
import org.dualchannel.cli.load.PolicyYaml;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentContent;
import org.dualchannel.prescription.ClinicalNotes;
import org.dualchannel.prescription.Diagnosis;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Physician;
import org.dualchannel.registry.Practice;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.store.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Enrolments filed before the gateway come over with the dates that they have. */
class EarlierEnrolmentsTest {
  private static final String AREA = "120100";
  private static final String HOSPITAL = "H12010000001";
  private static final String TIER_2 = "H12010000002";
  private static final String PHYSICIAN = "D120100000001";
  private static final String JUNIOR = "D120100000002";
  private static final String PERSON = "P1";
  private static final String DUPILUMAB = "XD11AHS007B002010110007";
  private static final Principal BUREAU = new Principal(Role.BUREAU, AREA);
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final LocalDate PRACTISED_FROM = LocalDate.of(2026, 1, 1);

  private final State state = new State(Tables.heap(), Tables.heap());
  private final Decider decider = new Decider(state);
  private int requests;

  @BeforeEach
  void aCity() throws Exception {
    try (InputStreamReader text =
        new InputStreamReader(
            getClass().getResourceAsStream("/sample/policies/120100-tianjin.yaml"),
            StandardCharsets.UTF_8)) {
      accepted(BUREAU, new Body.CreatePolicy(PolicyYaml.read("policy", text)));
    }
    Path catalogue = Path.of(getClass().getResource("/sample/catalogue/2022-01.yaml").toURI());
    CatalogueVersion version = CatalogueFile.load(catalogue);
    accepted(
        BUREAU,
        new Body.CreateCatalogueVersion(
            version.id(), version.effectiveFrom(), version.title(), version.document()));
    accepted(BUREAU, new Body.AddDrugs(version.id(), version.drugs()));
    accepted(BUREAU, new Body.PublishCatalogueVersion(version.id(), version.drugs().size()));
    Period ever = new Period(LocalDate.of(2020, 1, 1), null);
    Period practised = new Period(PRACTISED_FROM, null);
    accepted(
        BUREAU,
        new Body.ImportRegistry(
            List.of(institution(HOSPITAL, "01", ever), institution(TIER_2, "05", ever)),
            List.of(
                physician(PHYSICIAN, Physician.Title.CHIEF, practised),
                physician(JUNIOR, Physician.Title.RESIDENT, practised)),
            List.of(),
            List.of(),
            List.of(),
            List.of(person(PERSON, ever), person("P2", ever)),
            List.of()));
  }

  @Test
  @Tag("S2-36")
  @Tag("S2-38")
  void keepsTheYearAndTheDateOfTheNextAssessment() {
    Enrolment enrolment = takenOver(earlier(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 7, 15)));

    assertEquals(LocalDate.of(2026, 2, 1), enrolment.start());
    assertEquals(LocalDate.of(2027, 1, 31), enrolment.end());
    assertEquals(LocalDate.of(2027, 1, 15), enrolment.assessBy());
    assertEquals(Enrolment.Status.ACTIVE, enrolment.statusOn(TODAY));
    assertEquals(1, enrolment.version());
    assertNull(enrolment.refuseOn(TODAY));
  }

  @Test
  @Tag("S2-38")
  void anOverdueReassessmentComesAlongAsSuspended() {
    Enrolment enrolment = takenOver(earlier(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 4, 1)));

    assertEquals(Enrolment.Status.SUSPENDED, enrolment.statusOn(TODAY));
    assertEquals(Reason.ENROLMENT_REASSESSMENT_OVERDUE, enrolment.refuseOn(TODAY).reason());
  }

  @Test
  @Tag("S2-36")
  void aYearThatIsOverIsRefused() {
    LocalDate lastDayToday = TODAY.plusDays(1).minusYears(1);
    // The hospital's physicians practise only since January, so widen that first.
    accepted(
        BUREAU,
        new Body.ImportRegistry(
            List.of(),
            List.of(
                physician(
                    PHYSICIAN, Physician.Title.CHIEF, new Period(LocalDate.of(2020, 1, 1), null))),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of()));

    refused(
        Reason.ENROLMENT_EXPIRED, earlier(lastDayToday.minusDays(1), lastDayToday.minusDays(1)));
    assertEquals(TODAY, takenOver(earlier(lastDayToday, lastDayToday)).end());
  }

  @Test
  @Tag("S2-29")
  void whatHeldOnTheFirstDayIsAsked() {
    LocalDate before = PRACTISED_FROM.minusDays(1);
    refused(Reason.PHYSICIAN_NOT_AUTHORISED, earlier(before, before));
    refused(
        Reason.PHYSICIAN_NOT_SENIOR,
        new Body.EarlierEnrolment(
            HOSPITAL, PERSON, DUPILUMAB, content(JUNIOR), PRACTISED_FROM, PRACTISED_FROM));
    refused(
        Reason.INSTITUTION_NOT_TIER_3,
        new Body.EarlierEnrolment(
            TIER_2, PERSON, DUPILUMAB, content(PHYSICIAN), PRACTISED_FROM, PRACTISED_FROM));
    takenOver(earlier(PRACTISED_FROM, PRACTISED_FROM.plusMonths(6)));
  }

  @Test
  @Tag("S2-34")
  void allOrNone() {
    Body.EarlierEnrolment good = earlier(PRACTISED_FROM, PRACTISED_FROM);
    Outcome twice = decide(BUREAU, new Body.ImportEnrolments(List.of(good, good)));
    assertEquals(Reason.ENROLMENT_EXISTS, twice.rejection().reason());
    assertEquals(0, state.enrolments.size());

    takenOver(good);
    refused(Reason.ENROLMENT_EXISTS, good);
    assertEquals(1, state.enrolments.size());
  }

  @Test
  void impossibleDatesAreNamedByTheirPath() {
    Outcome future = refused(Reason.INVALID_REQUEST, earlier(TODAY.plusDays(1), TODAY.plusDays(1)));
    assertEquals("enrolments[0].start_date", future.rejection().violations().get(0).field());
    Outcome unborn =
        refused(Reason.INVALID_REQUEST, earlier(PRACTISED_FROM, PRACTISED_FROM.minusDays(1)));
    assertEquals("enrolments[0].assessed_date", unborn.rejection().violations().get(0).field());
  }

  @Test
  void onlyTheBureauMay() {
    Outcome outcome =
        decide(
            new Principal(Role.HOSPITAL, HOSPITAL),
            new Body.ImportEnrolments(List.of(earlier(PRACTISED_FROM, PRACTISED_FROM))));
    assertEquals(Reason.NOT_PERMITTED, outcome.rejection().reason());
    assertEquals(0, state.enrolments.size());
  }

  private Enrolment takenOver(Body.EarlierEnrolment earlier) {
    Outcome outcome = accepted(BUREAU, new Body.ImportEnrolments(List.of(earlier)));
    Reply.EnrolmentsImported reply =
        assertInstanceOf(Reply.EnrolmentsImported.class, outcome.reply());
    assertEquals(1, reply.enrolments().size());
    return state.enrolments.get(reply.enrolments().get(0));
  }

  private Outcome refused(Reason reason, Body.EarlierEnrolment earlier) {
    long before = state.enrolments.size();
    Outcome outcome = decide(BUREAU, new Body.ImportEnrolments(List.of(earlier)));
    assertEquals(reason, outcome.rejection().reason());
    assertEquals(before, state.enrolments.size());
    return outcome;
  }

  private Outcome accepted(Principal principal, Body body) {
    Outcome outcome = decide(principal, body);
    assertTrue(outcome.accepted(), () -> String.valueOf(outcome.rejection()));
    return outcome;
  }

  private Outcome decide(Principal principal, Body body) {
    requests++;
    long noonMs = CivilDate.startMs(TODAY) + 12 * 3_600_000L + requests;
    Command command = new Command("request-" + requests, principal, AREA, requests, body);
    return decider.decide(noonMs, command).outcome();
  }

  private static Body.EarlierEnrolment earlier(LocalDate start, LocalDate assessed) {
    return new Body.EarlierEnrolment(
        HOSPITAL, PERSON, DUPILUMAB, content(PHYSICIAN), start, assessed);
  }

  private static EnrolmentContent content(String physician) {
    return new EnrolmentContent(
        List.of(physician),
        List.of(new Diagnosis("L20.9", "特应性皮炎")),
        "EASI 24",
        new EnrolmentContent.Plan("300", "mg", "Q2W", "SC", ""),
        ClinicalNotes.NONE);
  }

  private static Institution institution(String code, String level, Period designated) {
    return new Institution(code, code, AREA, level, List.of(designated), false, null);
  }

  private static Physician physician(String code, Physician.Title title, Period period) {
    return new Physician(
        code,
        code,
        title,
        List.of("dermatology"),
        List.of(new Practice(HOSPITAL, period), new Practice(TIER_2, period)));
  }

  private static Person person(String number, Period benefit) {
    return new Person(
        AREA,
        number,
        Person.Sex.FEMALE,
        LocalDate.of(1980, 5, 5),
        "310",
        "1101",
        Person.Status.ACTIVE,
        benefit,
        "",
        null,
        List.of(),
        List.of());
  }
}
