package org.dualchannel.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentContent;
import org.dualchannel.enrolment.EnrolmentTerm;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Physician;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.reimbursement.ServiceRules;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;

/** Three-fixed enrolment: one hospital, named physicians, one drug. */
final class Enrolling {
  private Enrolling() {}

  @Rule({"S2-28", "S2-29", "S2-34", "S2-35", "S2-36"})
  static Reply create(Turn turn, Body.CreateEnrolment body) {
    State state = turn.state;
    turn.only(Role.HOSPITAL, body.hospital(), "enrol at " + body.hospital());
    Refusal.refuseIf(body.content().refuseIncomplete());
    Institution hospital = state.institution(body.hospital());
    refuseOtherArea(turn, hospital);
    Refusal.refuseIf(hospital.refuseUndesignated(turn.date));
    Refusal.refuseIf(hospital.refuseBelowTier3());
    refusePhysicians(turn, body.hospital(), body.content().physicians(), turn.date);
    Refusal.refuseIf(state.person(turn.area, body.person()).refuseOutOfBenefit(turn.date));
    String molecule = listedMolecule(turn, body.drug());
    List<Enrolment> present = present(turn, body.person());
    refuseSecond(turn, body.hospital(), molecule, present);
    ServiceRules rules = turn.policy().rules();
    state.room(state.enrolments, 1);
    state.room(state.enrolmentsOfPerson, Set.of(State.personKey(turn.area, body.person())));

    Enrolment enrolment = enrolment(turn, body, molecule, rules);
    state.enrolments.put(enrolment.id(), enrolment);
    index(turn, body.person(), present, enrolment);
    return new Reply.Enrolled(enrolment);
  }

  @Rule({"S2-34", "S2-35"})
  static Reply update(Turn turn, Body.UpdateEnrolment body) {
    Enrolment enrolment = own(turn, body.enrolment(), body.expectedVersion());
    Refusal.refuseIf(body.content().refuseIncomplete());
    refuseForeignPhysician(turn, enrolment, body.physician());
    refusePhysicians(turn, enrolment.hospital(), body.content().physicians(), turn.date);
    Refusal.refuseIf(enrolment.refuseEnded(turn.date));

    Enrolment updated = enrolment.updated(body.content(), turn.timeMs);
    turn.state.enrolments.put(updated.id(), updated);
    return new Reply.Enrolled(updated);
  }

  @Rule({"S2-35", "S2-38"})
  static Reply reassess(Turn turn, Body.ReassessEnrolment body) {
    Enrolment enrolment = own(turn, body.enrolment(), body.expectedVersion());
    refuseForeignPhysician(turn, enrolment, body.physician());
    Refusal.refuseIf(turn.state.physician(body.physician()).refuseJunior());
    if (body.content() != null) {
      Refusal.refuseIf(body.content().refuseIncomplete());
      refusePhysicians(turn, enrolment.hospital(), body.content().physicians(), turn.date);
    }
    Refusal.refuseIf(enrolment.refuseEnded(turn.date));
    int months = turn.policy().rules().reassessMonths();

    EnrolmentContent content = body.content() == null ? enrolment.content() : body.content();
    Enrolment assessed =
        enrolment.updated(content, turn.timeMs).assessed(turn.date, months, turn.timeMs);
    turn.state.enrolments.put(assessed.id(), assessed);
    return new Reply.Enrolled(assessed);
  }

  @Rule("S2-34")
  static Reply withdraw(Turn turn, Body.WithdrawEnrolment body) {
    Enrolment enrolment = own(turn, body.enrolment(), 0);
    if (enrolment.withdrawn()) {
      throw Refusal.refusal(Reason.ENROLMENT_WITHDRAWN, "enrolment", enrolment.id());
    }

    Enrolment withdrawn = enrolment.givenUp(turn.timeMs);
    turn.state.enrolments.put(withdrawn.id(), withdrawn);
    return new Reply.Enrolled(withdrawn);
  }

  static void refusePhysicians(Turn turn, String hospital, List<String> codes, LocalDate date) {
    for (String code : codes) {
      Physician physician = turn.state.physician(code);
      Refusal.refuseIf(physician.refuseUnauthorised(hospital, date));
      Refusal.refuseIf(physician.refuseJunior());
    }
  }

  static void refuseOtherArea(Turn turn, Institution hospital) {
    if (!hospital.area().equals(turn.area)) {
      throw Refusal.refusal(Reason.OTHER_AREA, "area", turn.area, "hospital_area", hospital.area());
    }
  }

  static String listedMolecule(Turn turn, String code) {
    Drug drug = Submission.drug(turn, code);
    if (!drug.onGuaranteeList()) {
      throw Refusal.refusal(Reason.MOLECULE_NOT_ON_LIST, "molecule", drug.molecule());
    }
    return drug.molecule();
  }

  static List<Enrolment> present(Turn turn, String person) {
    State.EnrolmentIds ids = turn.state.enrolmentsOfPerson.get(State.personKey(turn.area, person));
    List<Enrolment> present = new ArrayList<>();
    if (ids != null) {
      ids.ids().forEach(id -> present.add(turn.state.enrolments.get(id)));
    }
    return present;
  }

  @Rule("S2-34")
  static void refuseSecond(Turn turn, String hospital, String molecule, List<Enrolment> present) {
    for (Enrolment each : present) {
      if (!each.bindsOn(turn.date)) {
        continue;
      }
      if (each.molecule().equals(molecule)) {
        throw Refusal.refusal(Reason.ENROLMENT_EXISTS, "enrolment", each.id());
      }
      if (!each.hospital().equals(hospital)) {
        throw Refusal.refusal(Reason.ENROLMENT_AT_OTHER_HOSPITAL, "institution", each.hospital());
      }
    }
  }

  private static Enrolment enrolment(
      Turn turn, Body.CreateEnrolment body, String molecule, ServiceRules rules) {
    LocalDate end = EnrolmentTerm.end(turn.date, rules.enrolmentMonths());
    return new Enrolment(
        turn.state.sequences.nextEnrolment(turn.area),
        turn.area,
        body.person(),
        body.hospital(),
        molecule,
        body.content(),
        turn.date,
        end,
        EnrolmentTerm.assessBy(turn.date, rules.reassessMonths(), end),
        false,
        1,
        turn.timeMs);
  }

  /** A new enrolment takes the place of an ended one for the same drug in the person's index. */
  static void index(Turn turn, String person, List<Enrolment> present, Enrolment enrolment) {
    List<String> ids = new ArrayList<>();
    for (Enrolment each : present) {
      if (!each.molecule().equals(enrolment.molecule())) {
        ids.add(each.id());
      }
    }
    ids.add(enrolment.id());
    turn.state.enrolmentsOfPerson.put(
        State.personKey(turn.area, person), new State.EnrolmentIds(ids));
  }

  private static Enrolment own(Turn turn, String id, int expectedVersion) {
    Enrolment known = turn.state.enrolments.get(id);
    Enrolment enrolment =
        Refusal.known(
            known == null || !known.area().equals(turn.area) ? null : known,
            Reason.ENROLMENT_UNKNOWN,
            "enrolment",
            id);
    turn.only(Role.HOSPITAL, enrolment.hospital(), "change enrolment " + id);
    if (expectedVersion != 0 && expectedVersion != enrolment.version()) {
      throw Refusal.refusal(
          Reason.VERSION_MISMATCH,
          "resource",
          "enrolment " + id,
          "actual",
          enrolment.version(),
          "expected",
          expectedVersion);
    }
    return enrolment;
  }

  private static void refuseForeignPhysician(Turn turn, Enrolment enrolment, String physician) {
    Refusal.refuseIf(
        turn.state.physician(physician).refuseUnauthorised(enrolment.hospital(), turn.date));
    Refusal.refuseIf(enrolment.refusePrescriber(enrolment.hospital(), physician));
  }
}
