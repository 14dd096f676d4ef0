package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentTerm;
import org.dualchannel.enrolment.EnrolmentVersion.Change;
import org.dualchannel.reimbursement.ServiceRules;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * Takes over enrolments that were filed before the gateway was. What held on the day each started
 * is asked of it, and it keeps its dates: a missed reassessment comes along.
 */
final class TakingOver {
  private TakingOver() {}

  /** All are checked before the first is written. */
  static Reply takeOver(Turn turn, Body.ImportEnrolments body) {
    turn.onlyBureau("take over enrolments");
    State state = turn.state;
    ServiceRules rules = turn.policy().rules();
    List<Enrolment> checked = new ArrayList<>(body.enrolments().size());
    for (Body.EarlierEnrolment each : body.enrolments()) {
      checked.add(checked(turn, each, rules, checked));
    }
    state.room(state.enrolments, checked.size());
    EnrolmentHistory.room(turn, checked.size());
    state.room(
        state.enrolmentsOfPerson,
        checked.stream()
            .map(each -> State.personKey(each.area(), each.person()))
            .collect(Collectors.toSet()));

    List<String> ids = new ArrayList<>(checked.size());
    for (Enrolment each : checked) {
      Enrolment enrolment = each.named(state.sequences.nextEnrolment(turn.area));
      EnrolmentHistory.write(
          turn, enrolment, Change.TAKEN_OVER, enrolment.content().physicians().get(0), "");
      Enrolling.index(
          turn, enrolment.person(), Enrolling.present(turn, enrolment.person()), enrolment);
      EnrolmentDates.tell(turn, enrolment);
      ids.add(enrolment.id());
    }
    return new Reply.EnrolmentsImported(ids);
  }

  /** The enrolment, still without id. */
  @Rule({"S2-28", "S2-29", "S2-34", "S2-35", "S2-36", "S2-38", "S2-39"})
  private static Enrolment checked(
      Turn turn, Body.EarlierEnrolment body, ServiceRules rules, List<Enrolment> before) {
    refuseImpossibleDates(turn, body, before.size());
    Refusal.refuseIf(body.content().refuseIncomplete());
    Enrolling.refuseHospital(turn, body.hospital(), body.person(), body.start());
    Enrolling.refusePhysicians(turn, body.hospital(), body.content().physicians(), body.start());
    Refusal.refuseIf(turn.state.person(turn.area, body.person()).refuseOutOfBenefit(body.start()));
    String molecule = Enrolling.listedMolecule(turn, body.drug());
    List<Enrolment> present = Enrolling.present(turn, body.person());
    before.stream().filter(each -> each.person().equals(body.person())).forEach(present::add);
    Enrolling.refuseSecond(turn, body.hospital(), molecule, present);

    EnrolmentTerm term =
        EnrolmentTerm.of(
            body.start(), body.assessed(), rules.enrolmentMonths(), rules.reassessMonths());
    Enrolment enrolment =
        Enrolment.opened(
            turn.area, body.person(), body.hospital(), molecule, body.content(), term, turn.timeMs);
    Refusal.refuseIf(enrolment.refuseEnded(turn.date));
    return enrolment;
  }

  private static void refuseImpossibleDates(Turn turn, Body.EarlierEnrolment body, int place) {
    String path = "enrolments[" + place + "].";
    if (body.start().isAfter(turn.date)) {
      refuseDate(path + "start_date", "is after today", "晚于今天");
    }
    if (body.assessed().isBefore(body.start()) || body.assessed().isAfter(turn.date)) {
      refuseDate(path + "assessed_date", "is not between the first day and today", "不在起始日与今天之间");
    }
  }

  private static void refuseDate(String field, String english, String chinese) {
    Refusal.refuseIf(
        Rejection.invalid(List.of(new Rejection.FieldViolation(field, english, chinese))));
  }
}
