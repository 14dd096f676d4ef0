package org.dualchannel.decide;

import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.bureauOf;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.AREA;
import static org.dualchannel.decide.TestRegistry.CHIEF;
import static org.dualchannel.decide.TestRegistry.EMPLOYEE;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.OTHER_AREA;
import static org.dualchannel.decide.TestRegistry.OTHER_HOSPITAL;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.RETIREE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.supervision.Alert;
import org.dualchannel.supervision.AlertHandling.Verdict;
import org.dualchannel.supervision.Complaint;
import org.dualchannel.supervision.DrgAdjustment;
import org.dualchannel.supervision.DrgAdjustment.Lever;
import org.dualchannel.supervision.DrgCost;
import org.dualchannel.supervision.Escalation;
import org.dualchannel.supervision.MonitoringLimits;
import org.dualchannel.supervision.SupervisionRules;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Complaints, serious matters, alerts and case payment: who may do what, in which order. */
class SupervisionIsDecidedTest {
  private static final Principal BUREAU = bureauOf(AREA);
  private static final Principal COMMISSION = new Principal(Role.HEALTH_COMMISSION, AREA);
  private static final Principal AGENCY = new Principal(Role.AGENCY, AREA);
  private static final Principal PATIENT = new Principal(Role.PATIENT, EMPLOYEE);

  private TestCity city = new TestCity();

  private Outcome by(Principal principal, SupervisionAct act) {
    return city.by(principal, new Body.Supervise(act));
  }

  private static SupervisionReply reply(Outcome outcome) {
    return ((Reply.Supervised) accepted(outcome).reply()).result();
  }

  private static Complaint complaint(Outcome outcome) {
    return ((SupervisionReply.ComplaintChanged) reply(outcome)).complaint();
  }

  private static Escalation escalation(Outcome outcome) {
    return ((SupervisionReply.EscalationChanged) reply(outcome)).escalation();
  }

  private Outcome file(Principal by, String person, String about) {
    return by(
        by,
        new SupervisionAct.FileComplaint(
            new Complaint.Matter(Complaint.Subject.SUPPLY, person, about, "", "out of stock")));
  }

  private Outcome assign(String id, Principal to) {
    return by(BUREAU, new SupervisionAct.AssignComplaint(id, to, ""));
  }

  @Test
  @Tag("S2-22")
  void aComplaintGoesItsWay() {
    Principal shop = pharmacy(PHARMACY);
    String id = complaint(file(PATIENT, EMPLOYEE, PHARMACY)).id();
    SupervisionAct answer = new SupervisionAct.AnswerComplaint(id, "delivered today");
    SupervisionAct close =
        new SupervisionAct.CloseComplaint(id, Complaint.Result.SUBSTANTIATED, "");

    refused(Reason.COMPLAINT_STEP, by(shop, answer), "S2-22");
    refused(Reason.COMPLAINT_STEP, by(BUREAU, close), "S2-22");
    refused(Reason.NOT_PERMITTED, by(shop, new SupervisionAct.AssignComplaint(id, shop, "")));
    complaint(assign(id, shop));
    refused(Reason.NOT_PERMITTED, by(hospital(HOSPITAL), answer));
    refused(Reason.COMPLAINT_STEP, by(BUREAU, close), "S2-22");
    complaint(by(shop, answer));
    complaint(assign(id, AGENCY));
    refused(Reason.NOT_PERMITTED, by(shop, answer));
    complaint(by(AGENCY, answer));
    refused(Reason.NOT_PERMITTED, by(AGENCY, close));
    Complaint closed = complaint(by(BUREAU, close));

    assertEquals(Complaint.Stage.CLOSED, closed.stage());
    assertEquals(Complaint.Result.SUBSTANTIATED, closed.result());
    assertEquals(6, closed.history().size());
    assertEquals(closed, city.view.supervision().complaint(id));
    refused(Reason.COMPLAINT_STEP, assign(id, shop), "S2-22");
    refused(Reason.COMPLAINT_UNKNOWN, assign(id + "0", shop), "S2-22");
  }

  @Test
  @Tag("S2-22")
  void aComplaintIsLateByItsAreasTerms() {
    accepted(
        by(
            BUREAU,
            new SupervisionAct.SetRules(
                new SupervisionRules(
                    MonitoringLimits.DEFAULT,
                    new SupervisionRules.ComplaintTerms(1, 5, 9),
                    500,
                    3,
                    10))));
    LocalDate day = city.today();
    Complaint received = complaint(file(PATIENT, EMPLOYEE, ""));
    assertFalse(received.overdueOn(day.plusDays(1)));
    assertTrue(received.overdueOn(day.plusDays(2)));
    Complaint assigned = complaint(assign(received.id(), AGENCY));
    assertFalse(assigned.overdueOn(day.plusDays(5)));
    assertTrue(assigned.overdueOn(day.plusDays(6)));
    Complaint answered =
        complaint(by(AGENCY, new SupervisionAct.AnswerComplaint(received.id(), "done")));
    assertFalse(answered.overdueOn(day.plusDays(9)));
    assertTrue(answered.overdueOn(day.plusDays(10)));
  }

  @Test
  @Tag("S2-22")
  @Tag("S2-43")
  void whoMayComplain() {
    refused(Reason.NOT_PERMITTED, file(PATIENT, RETIREE, ""));
    refused(Reason.NOT_PERMITTED, file(new Principal(Role.AGENCY, OTHER_AREA), EMPLOYEE, ""));
    refused(Reason.NOT_PERMITTED, file(new Principal(Role.PHYSICIAN, CHIEF), EMPLOYEE, ""));
    refused(Reason.PERSON_UNKNOWN, file(AGENCY, "nobody", ""));
    refused(Reason.PHARMACY_UNKNOWN, file(AGENCY, "", "P99999999999"));
    refused(Reason.INSTITUTION_UNKNOWN, file(AGENCY, "", "H99999999999"));
    complaint(file(AGENCY, RETIREE, HOSPITAL));
    complaint(file(new Principal(Role.DISTRICT, "120105"), RETIREE, ""));
    refused(Reason.NOT_PERMITTED, file(new Principal(Role.DISTRICT, "610203"), RETIREE, ""));
  }

  @Test
  @Tag("S2-23")
  @Tag("S2-43")
  void aSeriousMatterGoesToBoth() {
    SupervisionAct report =
        new SupervisionAct.Escalate(
            Escalation.Matter.SUPPLY_BREAK, "", "no stock in the city", city.today());
    refused(Reason.NOT_PERMITTED, by(PATIENT, report));
    refused(Reason.NOT_PERMITTED, by(new Principal(Role.PHARMACIST, "Y999999999999"), report));
    Escalation raised = escalation(by(new Principal(Role.PHYSICIAN, CHIEF), report));
    assertFalse(raised.late());
    assertTrue(raised.overdueOn(raised.answerBy().plusDays(1)));

    SupervisionAct answer = new SupervisionAct.AnswerEscalation(raised.id(), "stock is moved");
    refused(Reason.NOT_PERMITTED, by(AGENCY, answer));
    refused(Reason.NOT_PERMITTED, by(new Principal(Role.HEALTH_COMMISSION, OTHER_AREA), answer));
    assertFalse(escalation(by(BUREAU, answer)).settled(), "one answer is not enough");
    refused(Reason.ESCALATION_ANSWERED, by(BUREAU, answer), "S2-23");
    Escalation settled = escalation(by(COMMISSION, answer));
    assertTrue(settled.settled());
    assertFalse(settled.overdueOn(raised.answerBy().plusDays(1)));
    refused(
        Reason.ESCALATION_UNKNOWN,
        by(BUREAU, new SupervisionAct.AnswerEscalation("nothing", "x")),
        "S2-23");
  }

  @Test
  @Tag("S2-23")
  void aMatterIsReportedInTime() {
    SupervisionAct late =
        new SupervisionAct.Escalate(Escalation.Matter.FRAUD, "", "seen", city.today().minusDays(4));
    assertTrue(escalation(by(pharmacy(PHARMACY), late)).late(), "three days are allowed");
    SupervisionAct tomorrow =
        new SupervisionAct.Escalate(Escalation.Matter.FRAUD, "", "x", city.today().plusDays(1));
    refused(Reason.ISSUED_IN_FUTURE, by(pharmacy(PHARMACY), tomorrow));
  }

  /** An act that would write to the table, of those of supervision. */
  static Outcome writingTo(TestCity city, String table) {
    SupervisionIsDecidedTest here = new SupervisionIsDecidedTest();
    here.city = city;
    return switch (table) {
      case "supervision_rules" ->
          here.by(BUREAU, new SupervisionAct.SetRules(SupervisionRules.DEFAULT));
      case "alert_handlings" ->
          here.by(
              BUREAU, new SupervisionAct.HandleAlert(here.alert(), Verdict.DISMISSED, "checked"));
      case "complaints" -> here.file(PATIENT, EMPLOYEE, "");
      case "escalations" ->
          here.by(
              BUREAU, new SupervisionAct.Escalate(Escalation.Matter.POLICY, "", "x", city.today()));
      case "hospital_figures" ->
          here.by(
              hospital(HOSPITAL),
              new SupervisionAct.ReportFigures(HOSPITAL, "2026-02", 1, 1, 1, 1));
      default -> here.propose(HOSPITAL, Lever.GROUP_WEIGHT, 20_000_000);
    };
  }

  private Alert alert() {
    return new Alert(
        "A3-TRACE_CODE_REUSE-1",
        Alert.Kind.TRACE_CODE_REUSE,
        AREA,
        3,
        city.nowMs,
        EMPLOYEE,
        HOSPITAL,
        CHIEF,
        PHARMACY,
        "R",
        "",
        List.of(new Alert.Evidence("code", "83000010000000000001")));
  }

  @Test
  @Tag("S2-20")
  void anAlertIsHandledOnce() {
    Alert alert = alert();
    SupervisionAct confirm = new SupervisionAct.HandleAlert(alert, Verdict.CONFIRMED, "seen");
    refused(Reason.NOT_PERMITTED, by(pharmacy(PHARMACY), confirm));
    refused(Reason.NOT_PERMITTED, by(AGENCY, confirm));
    accepted(by(BUREAU, confirm));
    assertEquals(alert, city.view.supervision().handling(AREA, alert.id()).alert());
    refused(
        Reason.ALERT_HANDLED,
        by(BUREAU, new SupervisionAct.HandleAlert(alert, Verdict.DISMISSED, "no")),
        "S2-20");
  }

  private static DrgCost cost(long negotiatedNow) {
    return new DrgCost(
        "RE11",
        new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 28)),
        List.of("dupilumab"),
        1_000_000_000,
        new DrgCost.Cases(100, 100_000_000, 5_000_000),
        new DrgCost.Cases(100, 120_000_000, negotiatedNow));
  }

  private Outcome propose(String hospital, Lever lever, long negotiatedNow) {
    return by(
        hospital(hospital),
        new SupervisionAct.ProposeDrgAdjustment(hospital, lever, cost(negotiatedNow), 10_000));
  }

  private Outcome decide(Principal by, String id, boolean approve) {
    return by(by, new SupervisionAct.DecideDrgAdjustment(id, approve, "checked"));
  }

  @Test
  @Tag("S2-10")
  void oneCostIsCompensatedByOneLeverAndWithApproval() {
    refused(Reason.DRG_NO_RISE, propose(HOSPITAL, Lever.GROUP_WEIGHT, 5_000_000), "S2-10");
    refused(
        Reason.NOT_PERMITTED,
        by(
            hospital(OTHER_HOSPITAL),
            new SupervisionAct.ProposeDrgAdjustment(
                HOSPITAL, Lever.GROUP_WEIGHT, cost(20_000_000), 10_000)));
    DrgAdjustment first = adjustment(propose(HOSPITAL, Lever.HOSPITAL_COEFFICIENT, 20_000_000));
    assertEquals(15_000_000, first.riseFen());
    assertEquals(10_152, first.proposedE4(), "15 of 985 million");
    refused(
        Reason.DRG_COST_COMPENSATED, propose(HOSPITAL, Lever.GROUP_WEIGHT, 20_000_000), "S2-10");

    refused(Reason.NOT_PERMITTED, decide(hospital(HOSPITAL), first.id(), true));
    assertEquals(
        DrgAdjustment.Status.REJECTED, adjustment(decide(BUREAU, first.id(), false)).status());
    refused(Reason.DRG_DECIDED, decide(BUREAU, first.id(), true), "S2-10");
    refused(Reason.DRG_ADJUSTMENT_UNKNOWN, decide(BUREAU, "nothing", true), "S2-10");

    DrgAdjustment second = adjustment(propose(HOSPITAL, Lever.GROUP_WEIGHT, 20_000_000));
    assertEquals(
        DrgAdjustment.Status.APPROVED, adjustment(decide(BUREAU, second.id(), true)).status());
    refused(
        Reason.DRG_COST_COMPENSATED,
        propose(OTHER_HOSPITAL, Lever.HOSPITAL_COEFFICIENT, 20_000_000),
        "S2-10");
  }

  private static DrgAdjustment adjustment(Outcome outcome) {
    return ((SupervisionReply.DrgAdjustmentChanged) reply(outcome)).adjustment();
  }

  @Test
  @Tag("S2-12")
  void figuresComeFromTheHospitalOrTheCommission() {
    SupervisionAct report =
        new SupervisionAct.ReportFigures(HOSPITAL, "2026-02", 100, 1_000, 400, 100);
    refused(Reason.NOT_PERMITTED, by(hospital(OTHER_HOSPITAL), report));
    refused(Reason.NOT_PERMITTED, by(BUREAU, report));
    accepted(by(hospital(HOSPITAL), report));
    accepted(
        by(COMMISSION, new SupervisionAct.ReportFigures(HOSPITAL, "2026-02", 100, 900, 400, 100)));
    assertEquals(900, city.view.supervision().figures(HOSPITAL, "2026-02").medicalFen());
  }

  @Test
  @Tag("S2-43")
  void theRulesAreTheBureaus() {
    SupervisionAct set = new SupervisionAct.SetRules(SupervisionRules.DEFAULT);
    for (Principal other : List.of(AGENCY, COMMISSION, hospital(HOSPITAL), PATIENT)) {
      refused(Reason.NOT_PERMITTED, by(other, set));
    }
    accepted(by(BUREAU, set));
  }
}
