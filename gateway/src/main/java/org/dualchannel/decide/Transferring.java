package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentVersion.Change;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;

/**
 * A person goes to another hospital in the middle of the year. The new hospital enrols anew for
 * every drug at once, so that there is one hospital before and one after; the year, the date of the
 * next assessment and what was used of the caps stay.
 */
@Rule({"S2-34", "S2-36", "S2-38"})
final class Transferring {
  private Transferring() {}

  static Reply transfer(Turn turn, Body.TransferEnrolments body) {
    State state = turn.state;
    turn.only(Role.HOSPITAL, body.hospital(), "enrol at " + body.hospital());
    if (!body.consented()) {
      throw Refusal.refusal(Reason.CONSENT_MISSING, "institution", body.hospital());
    }
    Enrolling.refuseHospital(turn, body.hospital(), body.person(), turn.date);
    Refusal.refuseIf(state.person(turn.area, body.person()).refuseOutOfBenefit(turn.date));
    Map<String, Enrolment> binding = binding(turn, body.person());
    Map<Enrolment, Body.Transfer> transfers = new LinkedHashMap<>();
    for (Body.Transfer each : body.transfers()) {
      transfers.put(leaving(turn, body, each, binding), each);
    }
    refuseLeftBehind(body.hospital(), binding);
    state.room(state.enrolments, transfers.size());
    EnrolmentHistory.room(turn, 2 * transfers.size());

    List<Enrolment> begun = new ArrayList<>(transfers.size());
    transfers.forEach((old, each) -> begun.add(move(turn, body, old, each)));
    return new Reply.EnrolmentsTransferred(begun);
  }

  /** What binds the person today, by molecule. */
  private static Map<String, Enrolment> binding(Turn turn, String person) {
    Map<String, Enrolment> binding = new LinkedHashMap<>();
    for (Enrolment each : Enrolling.present(turn, person)) {
      if (each.bindsOn(turn.date)) {
        binding.put(each.molecule(), each);
      }
    }
    return binding;
  }

  /** Takes the enrolment that one transfer is about out of what binds. */
  private static Enrolment leaving(
      Turn turn,
      Body.TransferEnrolments body,
      Body.Transfer transfer,
      Map<String, Enrolment> binding) {
    Refusal.refuseIf(transfer.content().refuseIncomplete());
    Enrolling.refusePhysicians(turn, body.hospital(), transfer.content().physicians(), turn.date);
    String molecule = Enrolling.listedMolecule(turn, transfer.drug());
    Enrolment old =
        Refusal.known(binding.remove(molecule), Reason.NOTHING_TO_TRANSFER, "molecule", molecule);
    if (old.hospital().equals(body.hospital())) {
      throw Refusal.refusal(Reason.ENROLMENT_EXISTS, "enrolment", old.id());
    }
    return old;
  }

  private static void refuseLeftBehind(String hospital, Map<String, Enrolment> left) {
    for (Enrolment each : left.values()) {
      if (!each.hospital().equals(hospital)) {
        throw Refusal.refusal(
            Reason.TRANSFER_INCOMPLETE,
            "institution",
            each.hospital(),
            "molecule",
            each.molecule());
      }
    }
  }

  private static Enrolment move(
      Turn turn, Body.TransferEnrolments body, Enrolment old, Body.Transfer transfer) {
    String id = turn.state.sequences.nextEnrolment(turn.area);
    Enrolment begun = old.successor(id, body.hospital(), transfer.content(), turn.timeMs);
    Enrolment ended = old.transferred(id, turn.timeMs);
    String physician = transfer.content().physicians().get(0);
    EnrolmentHistory.write(turn, ended, Change.TRANSFERRED_AWAY, physician, body.reason());
    EnrolmentHistory.write(turn, begun, Change.TRANSFERRED_HERE, physician, body.reason());
    Enrolling.index(turn, begun.person(), Enrolling.present(turn, begun.person()), begun);
    EnrolmentDates.tell(turn, begun);
    return begun;
  }
}
