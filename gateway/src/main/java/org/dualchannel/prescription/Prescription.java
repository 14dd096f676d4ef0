package org.dualchannel.prescription;

import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * A circulated prescription. It is a value: each step of the lifecycle gives a new one.
 *
 * @param id assigned by the gateway, at most 20 characters; also its trace code (rxTraceCode)
 * @param area pooling area that pays
 * @param hospital prescribing institution
 * @param hospitalNumber the hospital's own number, unique there
 * @param person person number in the area
 * @param issuedMs when the physician signed it
 * @param untilMs it can be dispensed before this log time
 * @param diagnoses ICD-10 codes, the main one first
 * @param clinical what the restrictions of its drugs ask about the patient
 * @param ended how it ended, or {@code RUNNING}
 * @param hold the present claim; null when there is none
 */
@Rule({"S2-8", "S2-19"})
public record Prescription(
    String id,
    String area,
    String hospital,
    String hospitalNumber,
    String physician,
    String person,
    String visitType,
    long issuedMs,
    long untilMs,
    List<String> diagnoses,
    ClinicalNotes clinical,
    List<Line> lines,
    Ended ended,
    Hold hold) {

  /** The end of a prescription other than by being dispensed. */
  public enum Ended {
    RUNNING,
    CANCELLED,
    EXPIRED
  }

  /** The state that callers see. */
  public enum Status {
    OPEN,
    HELD,
    PARTLY_DISPENSED,
    DISPENSED,
    CANCELLED,
    EXPIRED
  }

  public Prescription {
    diagnoses = List.copyOf(diagnoses);
    lines = List.copyOf(lines);
  }

  /** The state at a log time. */
  public Status statusAt(long timeMs) {
    boolean open = lines.stream().anyMatch(line -> line.status() == Line.Status.OPEN);
    boolean dispensed = lines.stream().anyMatch(line -> line.status() != Line.Status.OPEN);
    if (!open) {
      return Status.DISPENSED;
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
    return dispensed ? Status.PARTLY_DISPENSED : Status.OPEN;
  }

  public boolean heldAt(long timeMs) {
    return hold != null && hold.activeAt(timeMs);
  }

  /** Refuses every step on a prescription that has ended; null while it can still be used. */
  @Rule("S2-19")
  public Rejection refuseEnded(long timeMs) {
    return switch (statusAt(timeMs)) {
      case OPEN, HELD, PARTLY_DISPENSED -> null;
      case DISPENSED -> Rejection.of(Reason.PRESCRIPTION_DISPENSED, "prescription", id);
      case CANCELLED -> Rejection.of(Reason.PRESCRIPTION_CANCELLED, "prescription", id);
      case EXPIRED ->
          Rejection.of(
              Reason.PRESCRIPTION_EXPIRED,
              "prescription",
              id,
              "until",
              java.time.Instant.ofEpochMilli(untilMs));
    };
  }

  /** Refuses a claim while another dispenser holds the prescription. */
  @Rule("S2-19")
  public Rejection refuseHeldByOther(String claimant, long timeMs) {
    return heldAt(timeMs) && !hold.holder().equals(claimant)
        ? Rejection.of(
            Reason.HELD_BY_OTHER,
            "prescription",
            id,
            "until",
            java.time.Instant.ofEpochMilli(hold.untilMs()))
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

  /** The line of that number; null when there is none. */
  public Line line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : null;
  }

  public Stream<Line> openLines() {
    return lines.stream().filter(line -> line.status() == Line.Status.OPEN);
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
    List<Line> next =
        lines.stream()
            .map(line -> numbers.contains(line.number()) ? line.dispensed(settlement) : line)
            .collect(Collectors.toList());
    boolean anyOpen = next.stream().anyMatch(line -> line.status() == Line.Status.OPEN);
    return with(next, ended, anyOpen ? hold : null);
  }

  /** With the lines returned. A returned line stays used: it cannot be dispensed again. */
  public Prescription returned(List<Integer> numbers) {
    List<Line> next =
        lines.stream()
            .map(line -> numbers.contains(line.number()) ? line.returned() : line)
            .collect(Collectors.toList());
    return with(next, ended, hold);
  }

  private Prescription with(List<Line> nextLines, Ended nextEnded, Hold nextHold) {
    return new Prescription(
        id,
        area,
        hospital,
        hospitalNumber,
        physician,
        person,
        visitType,
        issuedMs,
        untilMs,
        diagnoses,
        clinical,
        nextLines,
        nextEnded,
        nextHold);
  }
}
