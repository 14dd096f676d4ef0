package org.dualchannel.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentContent;
import org.dualchannel.enrolment.EnrolmentTerm;
import org.dualchannel.enrolment.EnrolmentVersion.Change;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
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
    refuseHospital(turn, body.hospital(), body.person(), turn.date);
    refusePhysicians(turn, body.hospital(), body.content().physicians(), turn.date);
    Refusal.refuseIf(state.person(turn.area, body.person()).refuseOutOfBenefit(turn.date));
    String molecule = listedMolecule(turn, body.drug());
    List<Enrolment> present = present(turn, body.person());
    refuseSecond(turn, body.hospital(), molecule, present);
    ServiceRules rules = turn.policy().rules();
    state.room(state.enrolments, 1);
    state.room(state.enrolmentsOfPerson, Set.of(State.personKey(turn.area, body.person())));
    EnrolmentHistory.room(turn, 1);

    Enrolment enrolment = enrolment(turn, body, molecule, rules);
    String physician = body.content().physicians().get(0);
    EnrolmentHistory.write(turn, enrolment, Change.CREATED, physician, "");
    index(turn, body.person(), present, enrolment);
    EnrolmentDates.watch(turn, enrolment);
    return new Reply.Enrolled(enrolment);
  }

  @Rule({"S2-34", "S2-35", "S2-37"})
  static Reply update(Turn turn, Body.UpdateEnrolment body) {
    Enrolment enrolment = own(turn, body.enrolment(), body.expectedVersion());
    Refusal.refuseIf(body.content().refuseIncomplete());
    refuseForeignPhysician(turn, enrolment, body.physician());
    refusePhysicians(turn, enrolment.hospital(), body.content().physicians(), turn.date);
    Refusal.refuseIf(enrolment.refuseEnded(turn.date));
    EnrolmentHistory.room(turn, 1);

    Enrolment updated = enrolment.updated(body.content(), turn.timeMs);
    EnrolmentHistory.write(turn, updated, Change.UPDATED, body.physician(), body.reason());
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
    EnrolmentHistory.room(turn, 1);

    EnrolmentContent content = body.content() == null ? enrolment.content() : body.content();
    Enrolment assessed = enrolment.assessed(content, turn.date, months, turn.timeMs);
    EnrolmentHistory.write(turn, assessed, Change.REASSESSED, body.physician(), body.finding());
    EnrolmentDates.watch(turn, assessed);
    return new Reply.Enrolled(assessed);
  }

  @Rule("S2-34")
  static Reply withdraw(Turn turn, Body.WithdrawEnrolment body) {
    Enrolment enrolment = own(turn, body.enrolment(), 0);
    if (enrolment.endedEarly()) {
      Refusal.refuseIf(enrolment.refuseEnded(turn.date));
    }
    EnrolmentHistory.room(turn, 1);

    Enrolment withdrawn = enrolment.givenUp(turn.timeMs);
    String why = (body.reason() + ' ' + body.comment()).strip();
    EnrolmentHistory.write(turn, withdrawn, Change.WITHDRAWN, "", why);
    return new Reply.Enrolled(withdrawn);
  }

  static void refusePhysicians(Turn turn, String hospital, List<String> codes, LocalDate date) {
    for (String code : codes) {
      Physician physician = turn.state.physician(code);
      Refusal.refuseIf(physician.refuseUnauthorised(hospital, date));
      Refusal.refuseIf(physician.refuseJunior());
    }
  }

  /** Refuses a hospital at which the person could not enrol on the date. */
  @Rule({"S2-29", "S2-39"})
  static void refuseHospital(Turn turn, String code, String personNumber, LocalDate date) {
    Institution hospital = turn.state.institution(code);
    Refusal.refuseIf(hospital.refuseUndesignated(date));
    if (hospital.area().equals(turn.area)) {
      Refusal.refuseIf(hospital.refuseBelowTier3());
      return;
    }
    Person person = turn.state.person(turn.area, personNumber);
    if (person.filingFor(hospital.area(), date) == null) {
      throw Refusal.refusal(
          Reason.PLACE_OF_CARE_NOT_FILED,
          "institution",
          code,
          "care_area",
          hospital.area(),
          "date",
          date);
    }
    Refusal.refuseIf(hospital.refuseFromElsewhere());
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
    EnrolmentTerm term =
        EnrolmentTerm.of(turn.date, turn.date, rules.enrolmentMonths(), rules.reassessMonths());
    return Enrolment.opened(
            turn.area, body.person(), body.hospital(), molecule, body.content(), term, turn.timeMs)
        .named(turn.state.sequences.nextEnrolment(turn.area))
        .noticed(turn.date);
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
