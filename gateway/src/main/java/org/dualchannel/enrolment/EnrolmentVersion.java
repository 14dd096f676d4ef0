package org.dualchannel.enrolment;

import org.dualchannel.rules.Rule;

/**
 * One state in the history of an enrolment. The time of the change is the enrolment's.
 *
 * @param enrolment as the change left it
 * @param by who made the change, as {@code role/code}
 * @param physician code of the physician who stands for it; empty when none does
 * @param why finding or reason in words; empty when none was given
 */
@Rule("S2-37")
public record EnrolmentVersion(
    Enrolment enrolment, Change change, String by, String physician, String why) {

  /** What was done. Append only. */
  public enum Change {
    CREATED,
    TAKEN_OVER,
    UPDATED,
    REASSESSED,
    WITHDRAWN,
    /** Ended, because another hospital goes on. */
    TRANSFERRED_AWAY,
    /** Begun, where another hospital left off. */
    TRANSFERRED_HERE
  }
}
