package org.dualchannel.prescription;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.dualchannel.prescription.Prescription.Status;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * Which step may follow which: each rule gives the refusal of a step, or null when it may be taken.
 * They compare times themselves, so a timer that fires late changes nothing.
 */
@Rule("S2-19")
interface LifecycleRules {
  String id();

  long untilMs();

  Course course();

  List<LineState> lines();

  Hold hold();

  Status statusAt(long timeMs);

  boolean heldAt(long timeMs);

  /** Refuses every step on a prescription that cannot be used now. */
  @Rule("S2-19")
  default Rejection refuseEnded(long timeMs) {
    return switch (statusAt(timeMs)) {
      case OPEN, HELD, PARTLY_DISPENSED -> null;
      case DISPENSED, PARTLY_RETURNED, RETURNED ->
          Rejection.of(Reason.PRESCRIPTION_DISPENSED, "prescription", id());
      case NOT_DISPENSED -> Rejection.of(Reason.PRESCRIPTION_CLOSED, "prescription", id());
      case CANCELLED -> Rejection.of(Reason.PRESCRIPTION_CANCELLED, "prescription", id());
      case EXPIRED ->
          Rejection.of(
              Reason.PRESCRIPTION_EXPIRED,
              "prescription",
              id(),
              "until",
              Instant.ofEpochMilli(untilMs()));
      case BETWEEN_REPEATS ->
          Rejection.of(
              Reason.REPEAT_TOO_EARLY,
              "prescription",
              id(),
              "from",
              Instant.ofEpochMilli(course().nextFromMs()));
    };
  }

  /** Refuses a cancel when nothing is left to cancel; repeats to come can be cancelled too. */
  @Rule("S2-19")
  default Rejection refuseCancel(long timeMs) {
    return statusAt(timeMs) == Status.BETWEEN_REPEATS ? null : refuseEnded(timeMs);
  }

  /** Refuses a claim while another dispenser holds the prescription. */
  @Rule("S2-19")
  default Rejection refuseHeldByOther(String claimant, long timeMs) {
    return heldAt(timeMs) && !hold().holder().equals(claimant)
        ? Rejection.of(
            Reason.HELD_BY_OTHER,
            "prescription",
            id(),
            "until",
            Instant.ofEpochMilli(hold().untilMs()))
        : null;
  }

  /** Refuses a step that needs the hold to anyone who does not have it and its secret. */
  @Rule("S2-19")
  default Rejection refuseWithoutHold(String dispenser, byte[] secretHash, long timeMs) {
    if (!heldAt(timeMs)) {
      return Rejection.of(Reason.NOT_HELD, "prescription", id());
    }
    Rejection other = refuseHeldByOther(dispenser, timeMs);
    if (other != null) {
      return other;
    }
    return MessageDigest.isEqual(hold().secretHash(), secretHash)
        ? null
        : Rejection.of(Reason.WRONG_SECRET, "prescription", id());
  }

  /** Refuses a line that does not exist or is no longer open. */
  @Rule("S2-19")
  default Rejection refuseLine(int number) {
    if (number < 1 || number > lines().size()) {
      return Rejection.of(Reason.LINE_UNKNOWN, "prescription", id(), "line", number);
    }
    LineState state = lines().get(number - 1);
    return state.open()
        ? null
        : Rejection.of(
            Reason.LINE_NOT_OPEN, "prescription", id(), "line", number, "status", state.step());
  }

  /** Refuses a claim of a line whose rest another dispenser owes. */
  @Rule("S2-19")
  default Rejection refuseOwed(int number, String claimant) {
    LineState.Owed owed = lines().get(number - 1).owed();
    return owed == null || owed.dispenser().equals(claimant)
        ? null
        : Rejection.of(
            Reason.OWED_BY_OTHER,
            "prescription",
            id(),
            "line",
            number,
            "until",
            Instant.ofEpochMilli(owed.untilMs()));
  }

  /** Refuses a line that the hold does not cover. */
  @Rule("S2-19")
  default Rejection refuseUnclaimed(int number) {
    return hold().lines().contains(number)
        ? null
        : Rejection.of(Reason.LINE_NOT_CLAIMED, "prescription", id(), "line", number);
  }
}
