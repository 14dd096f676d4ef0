package org.dualchannel.decide;

import java.util.List;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;
import org.dualchannel.supervision.Complaint;

/** Complaints: received, assigned, answered, closed. */
@Rule({"S2-22", "S2-43"})
final class Complaining {
  private Complaining() {}

  static SupervisionReply file(Turn turn, SupervisionAct.FileComplaint act) {
    Complaint.Matter matter = act.matter();
    if (!mayFile(turn, matter)) {
      throw turn.notPermitted("file this complaint");
    }
    if (!matter.person().isEmpty()) {
      turn.state.person(turn.area, matter.person());
    }
    refuseUnknownPlace(turn, matter.about());
    if (!matter.prescription().isEmpty()) {
      turn.prescription(matter.prescription());
    }
    turn.state.room(turn.state.supervision.complaints, 1);

    Complaint complaint =
        Complaint.received(
            turn.state.sequences.nextComplaint(turn.area),
            turn.area,
            matter,
            turn.principal,
            turn.timeMs,
            turn.state.supervision.rulesOf(turn.area).complaints());
    return put(turn, complaint);
  }

  /** Patients for themselves; offices of the area and institutions for whoever came to them. */
  private static boolean mayFile(Turn turn, Complaint.Matter matter) {
    Principal by = turn.principal;
    return switch (by.role()) {
      case PATIENT -> by.code().equals(matter.person());
      case HOSPITAL -> turn.state.institutions.containsKey(by.code());
      case PHARMACY -> turn.state.pharmacies.containsKey(by.code());
      case BUREAU, HEALTH_COMMISSION, DISTRICT, AGENCY -> by.supervises(turn.area);
      case PROCUREMENT_PLATFORM, PHYSICIAN, PHARMACIST, SYSTEM -> false;
    };
  }

  private static void refuseUnknownPlace(Turn turn, String code) {
    if (code.startsWith("P")) {
      Refusal.known(turn.state.pharmacies.get(code), Reason.PHARMACY_UNKNOWN, "pharmacy", code);
    } else if (!code.isEmpty()) {
      turn.state.institution(code);
    }
  }

  static SupervisionReply assign(Turn turn, SupervisionAct.AssignComplaint act) {
    turn.onlyBureau("assign complaints");
    Complaint complaint = complaint(turn, act.complaint());
    Principal to = act.to();
    if (List.of(Role.HOSPITAL, Role.PHARMACY).contains(to.role())) {
      refuseUnknownPlace(turn, to.code());
    } else if (!to.supervises(turn.area)) {
      throw Refusal.refusal(
          Reason.NOT_PERMITTED, "principal", to, "action", "look into complaints of " + turn.area);
    }
    Refusal.refuseIf(complaint.refuseStep(Complaint.Stage.ASSIGNED));

    return put(turn, complaint.assigned(to, act.note(), turn.principal, turn.timeMs));
  }

  static SupervisionReply answer(Turn turn, SupervisionAct.AnswerComplaint act) {
    Complaint complaint = complaint(turn, act.complaint());
    if (complaint.assignee() != null && !complaint.assignee().equals(turn.principal)) {
      throw turn.notPermitted("answer complaint " + complaint.id());
    }
    Refusal.refuseIf(complaint.refuseStep(Complaint.Stage.ANSWERED));

    return put(turn, complaint.answered(act.answer(), turn.principal, turn.timeMs));
  }

  static SupervisionReply close(Turn turn, SupervisionAct.CloseComplaint act) {
    turn.onlyBureau("close complaints");
    Complaint complaint = complaint(turn, act.complaint());
    Refusal.refuseIf(complaint.refuseStep(Complaint.Stage.CLOSED));

    return put(turn, complaint.closed(act.result(), act.note(), turn.principal, turn.timeMs));
  }

  private static Complaint complaint(Turn turn, String id) {
    Complaint known = turn.state.supervision.complaints.get(id);
    return Refusal.known(
        known == null || !known.area().equals(turn.area) ? null : known,
        Reason.COMPLAINT_UNKNOWN,
        "complaint",
        id);
  }

  private static SupervisionReply put(Turn turn, Complaint complaint) {
    turn.state.supervision.complaints.put(complaint.id(), complaint);
    return new SupervisionReply.ComplaintChanged(complaint);
  }
}
