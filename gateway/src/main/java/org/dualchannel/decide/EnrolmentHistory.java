package org.dualchannel.decide;

import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentVersion;
import org.dualchannel.enrolment.EnrolmentVersion.Change;
import org.dualchannel.rules.Rule;

/** Writes enrolments, and keeps each state that they were in. */
@Rule("S2-37")
final class EnrolmentHistory {
  private EnrolmentHistory() {}

  /** Refuses a command when that many new states cannot be kept. */
  static void room(Turn turn, int versions) {
    turn.state.room(turn.state.enrolmentVersions, versions);
  }

  /**
   * Writes an enrolment as a change left it.
   *
   * @param physician who stands for the change; empty when none does
   * @param why in words; empty or null when none were given
   */
  static void write(Turn turn, Enrolment enrolment, Change change, String physician, String why) {
    String by = turn.principal.toString();
    turn.state.enrolments.put(enrolment.id(), enrolment);
    turn.state.enrolmentVersions.put(
        key(enrolment.id(), enrolment.version()),
        new EnrolmentVersion(enrolment, change, by, physician, why == null ? "" : why));
    turn.emit(new Event.EnrolmentChanged(enrolment));
  }

  /**
   * An enrolment, or the one that it goes on from, as it stood at the time of the turn; null when
   * there was none yet. They differ only for a claim, which is settled for an earlier day (S2-40).
   */
  static Enrolment asOf(Turn turn, Enrolment now) {
    Enrolment then = now;
    while (then != null && then.updatedMs() > turn.timeMs) {
      EnrolmentVersion before =
          turn.state.enrolmentVersions.get(key(then.id(), then.version() - 1));
      if (before != null) {
        then = before.enrolment();
      } else if (then.transferredFrom() != null) {
        then = turn.state.enrolments.get(then.transferredFrom());
      } else {
        return turn.date.isBefore(then.start()) ? null : then; // one taken over began earlier
      }
    }
    return then;
  }

  static String key(String enrolment, int version) {
    return enrolment + '/' + version;
  }
}
