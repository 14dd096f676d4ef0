package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dualchannel.prescription.Diagnosis;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.ReviewCheck;
import org.dualchannel.rules.Reason;
import org.dualchannel.screening.Finding;
import org.dualchannel.screening.ScreeningRules.CheckSeverity;
import org.dualchannel.screening.Severity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the review finds is refused, asks for a reason, or is told, as the policy says. */
class TheReviewComesFirstTest {

  @Test
  @Tag("S2-18")
  @Tag("S2-45")
  void restrictedUseNeedsApprovalWhereThePolicyWantsIt() {
    TestCity city = city(ReviewCheck.HOSPITAL_APPROVAL, Severity.REFUSE);
    city.enrolled(TestRegistry.EMPLOYEE, TestCatalogue.DUPILUMAB);
    TestDraft draft = TestDraft.dupilumab();
    Draft.Line approved = draft.lines.get(0);
    draft.lines.set(
        0,
        new Draft.Line(
            approved.drug(),
            approved.quantityE4(),
            approved.days(),
            approved.singleDose(),
            approved.singleDoseUnit(),
            approved.frequency(),
            approved.route(),
            "",
            null,
            false));
    refused(Reason.REVIEW_NOT_LEGAL, city.submit(draft), "S2-18");
    draft.lines.set(0, approved);
    accepted(city.submit(draft));
  }

  @Test
  @Tag("S2-19")
  void whatIsNotWrittenAsItHasToBeIsRefused() {
    TestCity city = city(ReviewCheck.NO_DIAGNOSIS, Severity.REFUSE);
    TestDraft draft = TestDraft.of(DEFERASIROX, 1);
    List<Diagnosis> diagnoses = draft.diagnoses;
    draft.diagnoses = List.of();
    Outcome outcome = city.submit(draft);
    refused(Reason.REVIEW_NOT_STANDARD, outcome, "S2-19");
    assertTrue(outcome.rejection().english().contains("NO_DIAGNOSIS"));
    draft.diagnoses = diagnoses;
    accepted(city.submit(draft));
  }

  @Test
  @Tag("S2-20")
  void whatDoesNotSuitThePatientIsRefused() {
    TestCity city = city(ReviewCheck.DUPLICATE_MOLECULE, Severity.REFUSE);
    TestDraft twice = TestDraft.of(DEFERASIROX, 1).line(DEFERASIROX, 10_000);
    Outcome outcome = city.submit(twice);
    refused(Reason.REVIEW_NOT_SUITABLE, outcome, "S2-20");
    assertTrue(outcome.rejection().chinese().contains("DUPLICATE_MOLECULE (line 2)"));
    accepted(city.submit(TestDraft.of(DEFERASIROX, 1)));
  }

  @Test
  @Tag("S2-19")
  @Tag("S2-20")
  void aReasonOpensTheWay() {
    TestCity city = city(ReviewCheck.OVER_USUAL_DAYS, Severity.REASON_REQUIRED);
    TestDraft draft = TestDraft.of(DEFERASIROX, 1);
    draft.visitType = "11";
    refused(Reason.REVIEW_REASON_MISSING, city.submit(draft), "S2-19", "S2-20");
    draft.justifications =
        List.of(new Draft.Justification(ReviewCheck.ALLERGY, "of another check"));
    refused(Reason.REVIEW_REASON_MISSING, city.submit(draft), "S2-19");
    draft.justifications =
        List.of(new Draft.Justification(ReviewCheck.OVER_USUAL_DAYS, "lives far away"));
    List<Finding> findings = ((Reply.Submitted) accepted(city.submit(draft)).reply()).findings();
    assertEquals(1, findings.size());
    assertEquals("lives far away", findings.get(0).reason());
  }

  @Test
  @Tag("S2-19")
  void whatIsOnlyToldIsToldAlike() {
    TestCity city = city(ReviewCheck.OVER_USUAL_DAYS, Severity.WARN);
    TestDraft draft = TestDraft.of(DEFERASIROX, 1);
    draft.visitType = "11";
    View.Quote quote =
        city.view.quote(
            city.nowMs,
            hospital(HOSPITAL),
            TestRegistry.AREA,
            draft.build(city.nowMs),
            null,
            List.of(),
            false);
    Reply.Submitted submitted = (Reply.Submitted) accepted(city.submit(draft)).reply();
    assertEquals(1, submitted.findings().size());
    assertEquals(quote.findings(), submitted.findings());
    assertEquals(submitted.findings(), city.view.findings(submitted.prescription()));
    draft.number = "another";
    draft.visitType = "14";
    assertEquals(List.of(), city.view.findings(city.submitted(draft)));
  }

  @Test
  @Tag("S2-20")
  void aRunningSupplyIsFoundUntilItIsUsedUp() {
    TestCity city = city(ReviewCheck.OVERLAP, Severity.REFUSE);
    Settlement settlement =
        city.dispensed(
            TestCity.pharmacy(TestRegistry.PHARMACY), city.submitted(TestDraft.of(DEFERASIROX, 1)));
    refused(Reason.REVIEW_NOT_SUITABLE, city.submit(TestDraft.of(DEFERASIROX, 1)), "S2-20");
    accepted(city.submit(TestDraft.of(TestCatalogue.AMLODIPINE_SELECTED, 1)));
    accepted(city.giveBack(settlement, 1));
    city.dispensed(
        TestCity.pharmacy(TestRegistry.PHARMACY), city.submitted(TestDraft.of(DEFERASIROX, 1)));
    city.goTo(city.today().plusDays(27));
    refused(Reason.REVIEW_NOT_SUITABLE, city.submit(TestDraft.of(DEFERASIROX, 1)), "S2-20");
    city.goTo(city.today().plusDays(1));
    accepted(city.submit(TestDraft.of(DEFERASIROX, 1)));
  }

  private static TestCity city(ReviewCheck check, Severity severity) {
    return new TestCity(TestPolicies.strict(0, false, null, new CheckSeverity(check, severity)));
  }
}
