package org.dualchannel.prescription;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * A circulated prescription. It is a value: each step of the lifecycle gives a new one.
 *
 * @param id assigned by the gateway, at most 20 characters; also its trace code (rxTraceCode)
 * @param area pooling area that pays
 * @param draft what the hospital sent
 * @param untilMs it can be dispensed before this log time
 * @param admitted where in the log it was accepted
 * @param lines where each line stands, in the order of the draft
 * @param ended how it ended before all was dispensed, or {@code RUNNING}
 * @param hold the present claim; null when there is none
 */
@Rule({"S2-8", "S2-19"})
public record Prescription(
    String id,
    String area,
    Draft draft,
    long untilMs,
    Admitted admitted,
    List<LineState> lines,
    Ended ended,
    Hold hold) {

  /**
   * Where and under what it was accepted.
   *
   * @param index record of the log
   * @param timeMs log time
   */
  public record Admitted(long index, long timeMs, String catalogue, String policy) {}

  /** The end of a prescription other than by being dispensed. Append only. */
  public enum Ended {
    RUNNING,
    CANCELLED,
    EXPIRED
  }

  /** The state that callers see. Append only. */
  public enum Status {
    OPEN,
    HELD,
    PARTLY_DISPENSED,
    DISPENSED,
    CANCELLED,
    EXPIRED,
    PARTLY_RETURNED,
    RETURNED
  }

  public Prescription {
    lines = List.copyOf(lines);
  }

  /** A prescription that has just been accepted. */
  public static Prescription accepted(
      String id, String area, Draft draft, long untilMs, Admitted admitted) {
    List<LineState> open = Collections.nCopies(draft.lines().size(), LineState.OPEN);
    return new Prescription(id, area, draft, untilMs, admitted, open, Ended.RUNNING, null);
  }

  /** The state at a log time. */
  public Status statusAt(long timeMs) {
    if (!hasOpenLines()) {
      return settledStatus();
    }
    if (ended == Ended.CANCELLED) {
      return Status.CANCELLED;
    }
    if (ended == Ended.EXPIRED || timeMs >= untilMs) {
      return Status.EXPIRED;
    }
    if (heldAt(timeMs)) {
      return Status.HELD;
    }
    return lines.stream().allMatch(LineState::open) ? Status.OPEN : Status.PARTLY_DISPENSED;
  }

  private Status settledStatus() {
    long returned = lines.stream().filter(line -> line.step() == LineState.Step.RETURNED).count();
    if (returned == 0) {
      return Status.DISPENSED;
    }
    return returned == lines.size() ? Status.RETURNED : Status.PARTLY_RETURNED;
  }

  public boolean hasOpenLines() {
    return lines.stream().anyMatch(LineState::open);
  }

  public boolean heldAt(long timeMs) {
    return hold != null && hold.activeAt(timeMs);
  }

  /** Refuses every step on a prescription that has ended; null while it can still be used. */
  @Rule("S2-19")
  public Rejection refuseEnded(long timeMs) {
    return switch (statusAt(timeMs)) {
      case OPEN, HELD, PARTLY_DISPENSED -> null;
      case DISPENSED, PARTLY_RETURNED, RETURNED ->
          Rejection.of(Reason.PRESCRIPTION_DISPENSED, "prescription", id);
      case CANCELLED -> Rejection.of(Reason.PRESCRIPTION_CANCELLED, "prescription", id);
      case EXPIRED ->
          Rejection.of(
              Reason.PRESCRIPTION_EXPIRED,
              "prescription",
              id,
              "until",
              Instant.ofEpochMilli(untilMs));
    };
  }

  /** Refuses a claim while another dispenser holds the prescription. */
  @Rule("S2-19")
  public Rejection refuseHeldByOther(String claimant, long timeMs) {
    return heldAt(timeMs) && !hold.holder().equals(claimant)
        ? Rejection.of(
            Reason.HELD_BY_OTHER, "prescription", id, "until", Instant.ofEpochMilli(hold.untilMs()))
        : null;
  }

  /** Refuses a step that needs the hold to anyone who does not have it and its secret. */
  @Rule("S2-19")
  public Rejection refuseWithoutHold(String dispenser, byte[] secretHash, long timeMs) {
    if (!heldAt(timeMs)) {
      return Rejection.of(Reason.NOT_HELD, "prescription", id);
    }
    Rejection other = refuseHeldByOther(dispenser, timeMs);
    if (other != null) {
      return other;
    }
    return MessageDigest.isEqual(hold.secretHash(), secretHash)
        ? null
        : Rejection.of(Reason.WRONG_SECRET, "prescription", id);
  }

  /** Refuses a line that does not exist or is no longer open. */
  @Rule("S2-19")
  public Rejection refuseLine(int number) {
    if (number < 1 || number > lines.size()) {
      return Rejection.of(Reason.LINE_UNKNOWN, "prescription", id, "line", number);
    }
    LineState state = lines.get(number - 1);
    return state.open()
        ? null
        : Rejection.of(
            Reason.LINE_NOT_OPEN, "prescription", id, "line", number, "status", state.step());
  }

  /** The numbers of the lines that are still to be dispensed. */
  public List<Integer> openLines() {
    List<Integer> open = new ArrayList<>(lines.size());
    for (int number = 1; number <= lines.size(); number++) {
      if (lines.get(number - 1).open()) {
        open.add(number);
      }
    }
    return open;
  }

  /** What the hospital wrote in the line of that number. */
  public Draft.Line line(int number) {
    return draft.lines().get(number - 1);
  }

  public Prescription held(Hold next) {
    return with(lines, ended, next);
  }

  public Prescription released() {
    return with(lines, ended, null);
  }

  public Prescription ended(Ended how) {
    return with(lines, how, null);
  }

  /** With the lines dispensed by a settlement; the hold ends with the last open line. */
  public Prescription dispensed(List<Integer> numbers, String settlement) {
    Prescription next = with(stepped(numbers, LineState.Step.DISPENSED, settlement), ended, hold);
    return next.hasOpenLines() ? next : next.released();
  }

  /** With the lines returned. A returned line stays used: it cannot be dispensed again. */
  public Prescription returned(List<Integer> numbers, String settlement) {
    return with(stepped(numbers, LineState.Step.RETURNED, settlement), ended, hold);
  }

  private List<LineState> stepped(List<Integer> numbers, LineState.Step step, String settlement) {
    List<LineState> next = new ArrayList<>(lines);
    for (int number : numbers) {
      next.set(number - 1, new LineState(step, settlement));
    }
    return next;
  }

  private Prescription with(List<LineState> nextLines, Ended nextEnded, Hold nextHold) {
    return new Prescription(id, area, draft, untilMs, admitted, nextLines, nextEnded, nextHold);
  }
}
