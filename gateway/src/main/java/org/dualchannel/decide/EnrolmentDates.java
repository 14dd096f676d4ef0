package org.dualchannel.decide;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentNotice;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.ServiceRules;
import org.dualchannel.rules.Rule;

/** Watches the last days of enrolments, and tells the hospital in time. */
@Rule("S2-38")
final class EnrolmentDates {
  private EnrolmentDates() {}

  /** Sets the deadline of the next notice. One set earlier may come first and find nothing due. */
  static void watch(Turn turn, Enrolment enrolment) {
    LocalDate next = EnrolmentNotice.next(enrolment, warnings(turn, enrolment), turn.date);
    if (next != null) {
      turn.state.deadlines.add(CivilDate.startMs(next), Deadlines.Kind.ENROLMENT, enrolment.id());
    }
  }

  /** A deadline of the enrolment has come: gives the notices that are due, and watches on. */
  static void timeIsUp(Turn turn, String id) {
    Enrolment enrolment = turn.state.enrolments.get(id);
    if (enrolment != null) {
      tell(turn, enrolment);
    }
  }

  /** Gives the notices that are due, for an enrolment that came with its dates, and watches on. */
  static void tell(Turn turn, Enrolment enrolment) {
    List<EnrolmentNotice> due =
        EnrolmentNotice.due(enrolment, warnings(turn, enrolment), turn.date);
    if (!due.isEmpty()) {
      turn.state.enrolments.put(enrolment.id(), enrolment.noticed(turn.date));
      due.forEach(each -> turn.emit(new Event.EnrolmentNoticed(each)));
    }
    watch(turn, enrolment);
  }

  /** The policy is looked up here and not in the turn: it is none that the command rests on. */
  private static List<Integer> warnings(Turn turn, Enrolment enrolment) {
    BenefitPolicy policy = turn.state.policies().inForce(enrolment.area(), turn.date);
    ServiceRules rules = policy == null ? ServiceRules.DEFAULT : policy.rules();
    return rules.warnings().stream().map(ServiceRules.Warning::daysBefore).toList();
  }
}
