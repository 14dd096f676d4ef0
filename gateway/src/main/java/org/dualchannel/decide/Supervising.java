package org.dualchannel.decide;

import java.util.List;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;
import org.dualchannel.supervision.Alert;
import org.dualchannel.supervision.AlertHandling;
import org.dualchannel.supervision.Escalation;
import org.dualchannel.supervision.HospitalFigures;

/** Acts of supervision: rules, alerts, escalations and figures; the rest has rooms of its own. */
final class Supervising {
  private Supervising() {}

  static SupervisionReply act(Turn turn, SupervisionAct act) {
    if (act instanceof SupervisionAct.SetRules set) {
      return setRules(turn, set);
    } else if (act instanceof SupervisionAct.HandleAlert handle) {
      return handleAlert(turn, handle);
    } else if (act instanceof SupervisionAct.FileComplaint file) {
      return Complaining.file(turn, file);
    } else if (act instanceof SupervisionAct.AssignComplaint assign) {
      return Complaining.assign(turn, assign);
    } else if (act instanceof SupervisionAct.AnswerComplaint answer) {
      return Complaining.answer(turn, answer);
    } else if (act instanceof SupervisionAct.CloseComplaint close) {
      return Complaining.close(turn, close);
    } else if (act instanceof SupervisionAct.Escalate escalate) {
      return escalate(turn, escalate);
    } else if (act instanceof SupervisionAct.AnswerEscalation answer) {
      return answerEscalation(turn, answer);
    } else if (act instanceof SupervisionAct.ProposeDrgAdjustment propose) {
      return CasePayment.propose(turn, propose);
    } else if (act instanceof SupervisionAct.DecideDrgAdjustment decide) {
      return CasePayment.decide(turn, decide);
    } else if (act instanceof SupervisionAct.ReportFigures report) {
      return reportFigures(turn, report);
    }
    throw new IllegalArgumentException("no such act: " + act);
  }

  private static SupervisionReply setRules(Turn turn, SupervisionAct.SetRules act) {
    turn.onlyBureau("set the rules of supervision");
    turn.state.room(turn.state.supervision.rules, 1);

    turn.state.supervision.rules.put(turn.area, act.rules());
    return new SupervisionReply.RulesSet(act.rules());
  }

  @Rule("S2-20")
  private static SupervisionReply handleAlert(Turn turn, SupervisionAct.HandleAlert act) {
    turn.onlyBureau("handle alerts");
    Alert alert = act.alert();
    if (!alert.area().equals(turn.area) || alert.index() >= turn.index) {
      throw Refusal.refusal(Reason.ALERT_UNKNOWN, "alert", alert.id());
    }
    AlertHandling earlier =
        turn.state.supervision.alertHandlings.get(alertKey(turn.area, alert.id()));
    if (earlier != null) {
      throw Refusal.refusal(
          Reason.ALERT_HANDLED, "alert", alert.id(), "verdict", earlier.verdict());
    }
    turn.state.room(turn.state.supervision.alertHandlings, 1);

    AlertHandling handling =
        new AlertHandling(alert, act.verdict(), act.reason(), turn.principal, turn.timeMs);
    turn.state.supervision.alertHandlings.put(alertKey(turn.area, alert.id()), handling);
    return new SupervisionReply.AlertHandled(handling);
  }

  static String alertKey(String area, String alert) {
    return area + '/' + alert;
  }

  @Rule({"S2-23", "S2-43"})
  private static SupervisionReply escalate(Turn turn, SupervisionAct.Escalate act) {
    if (!mayReport(turn)) {
      throw turn.notPermitted("report serious matters of " + turn.area);
    }
    if (act.occurred().isAfter(turn.date)) {
      throw Refusal.refusal(Reason.ISSUED_IN_FUTURE);
    }
    turn.state.room(turn.state.supervision.escalations, 1);

    Escalation escalation =
        Escalation.raised(
            turn.state.sequences.nextEscalation(turn.area),
            turn.area,
            act.matter(),
            act.reference(),
            act.text(),
            act.occurred(),
            turn.principal,
            turn.timeMs,
            turn.state.supervision.rulesOf(turn.area));
    turn.state.supervision.escalations.put(escalation.id(), escalation);
    return new SupervisionReply.EscalationChanged(escalation);
  }

  /** Whoever carries the policy out: offices of the area, institutions and those who work there. */
  private static boolean mayReport(Turn turn) {
    Principal by = turn.principal;
    return switch (by.role()) {
      case HOSPITAL -> turn.state.institutions.containsKey(by.code());
      case PHARMACY -> turn.state.pharmacies.containsKey(by.code());
      case PHYSICIAN -> turn.state.physicians.containsKey(by.code());
      case PHARMACIST -> turn.state.pharmacists.containsKey(by.code());
      case BUREAU, HEALTH_COMMISSION, DISTRICT, AGENCY, PROCUREMENT_PLATFORM ->
          by.supervises(turn.area);
      case PATIENT, SYSTEM -> false;
    };
  }

  @Rule({"S2-23", "S2-43"})
  private static SupervisionReply answerEscalation(Turn turn, SupervisionAct.AnswerEscalation act) {
    turn.onlyOffices(Escalation.ADDRESSEES, "answer serious matters of " + turn.area);
    Escalation known = turn.state.supervision.escalations.get(act.escalation());
    Escalation escalation =
        Refusal.known(
            known == null || !known.area().equals(turn.area) ? null : known,
            Reason.ESCALATION_UNKNOWN,
            "escalation",
            act.escalation());
    Refusal.refuseIf(escalation.refuseSecondAnswer(turn.principal.role()));

    Escalation answered = escalation.answered(turn.principal.role(), act.text(), turn.timeMs);
    turn.state.supervision.escalations.put(answered.id(), answered);
    return new SupervisionReply.EscalationChanged(answered);
  }

  @Rule("S2-12")
  private static SupervisionReply reportFigures(Turn turn, SupervisionAct.ReportFigures act) {
    if (!turn.principal.is(Role.HOSPITAL, act.hospital())) {
      turn.onlyOffices(List.of(Role.HEALTH_COMMISSION), "report figures of " + act.hospital());
    }
    Enrolling.refuseOtherArea(turn, turn.state.institution(act.hospital()));
    turn.state.room(turn.state.supervision.hospitalFigures, 1);

    HospitalFigures figures =
        new HospitalFigures(
            act.hospital(),
            act.month(),
            act.visits(),
            act.medicalFen(),
            act.drugFen(),
            act.negotiatedFen(),
            turn.timeMs);
    turn.state.supervision.hospitalFigures.put(figuresKey(act.hospital(), act.month()), figures);
    return new SupervisionReply.FiguresReported(figures);
  }

  static String figuresKey(String hospital, String month) {
    return hospital + '/' + month;
  }
}
