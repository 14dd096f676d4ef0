package org.dualchannel.decide;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.dualchannel.prescription.Hold;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Designations;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.routing.Exclusion;
import org.dualchannel.routing.LeftOut;
import org.dualchannel.routing.Router;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;

/** Cancel, claim, release and what time brings: the steps of a prescription that move no money. */
@Rule("S2-19")
final class Circulation {
  private Circulation() {}

  static Reply cancel(Turn turn, Body.CancelPrescription body) {
    Prescription prescription = turn.prescription(body.prescription());
    if (!turn.principal.is(Role.HOSPITAL, prescription.draft().hospital())) {
      throw Refusal.refusal(
          Reason.PRESCRIPTION_NOT_YOURS,
          "prescription",
          prescription.id(),
          "institution",
          turn.principal.code());
    }
    Refusal.refuseIf(prescription.refuseCancel(turn.timeMs));

    endHold(turn, prescription);
    Prescription cancelled = prescription.ended(Prescription.Ended.CANCELLED);
    turn.state.prescriptions.put(cancelled.id(), cancelled);
    Prescription.Status status = cancelled.statusAt(turn.timeMs);
    turn.emit(new Event.Closed(cancelled.id(), status));
    return new Reply.Changed(cancelled.id(), status);
  }

  static Reply claim(Turn turn, Body.ClaimPrescription body) {
    Prescription prescription = turn.prescription(body.prescription());
    Refusal.refuseIf(prescription.refuseEnded(turn.timeMs));
    refuseDispenser(turn, prescription);
    Refusal.refuseIf(prescription.refuseHeldByOther(turn.principal.code(), turn.timeMs));
    List<Integer> lines = claimed(prescription, turn.principal.code(), body.lines());
    BenefitPolicy policy = turn.policy();
    if (turn.principal.role() == Role.PHARMACY) {
      refuseUnableToSupply(turn, prescription, lines, policy);
    }

    endHold(turn, prescription);
    long untilMs =
        Math.min(
            prescription.untilMs(),
            turn.timeMs + Duration.ofMinutes(policy.rules().holdMinutes()).toMillis());
    Hold hold = new Hold(turn.principal.code(), hash(body.secret()), untilMs, lines);
    turn.state.prescriptions.put(prescription.id(), prescription.held(hold));
    turn.state.holdBegins(hold.holder());
    turn.state.deadlines.add(untilMs, Deadlines.Kind.HOLD, prescription.id());
    turn.emit(new Event.Held(prescription.id(), hold.holder(), untilMs));
    return new Reply.Claimed(prescription.id(), body.secret(), untilMs);
  }

  /** The lines of a claim: those named, or all that are open to the claimant. */
  @Rule("S2-19")
  private static List<Integer> claimed(
      Prescription prescription, String claimant, List<Integer> named) {
    List<Integer> lines = named.isEmpty() ? prescription.openLinesFor(claimant) : named;
    if (lines.isEmpty()) {
      Refusal.refuseIf(prescription.refuseOwed(prescription.openLines().get(0), claimant));
    }
    for (int line : lines) {
      Refusal.refuseIf(prescription.refuseLine(line));
      Refusal.refuseIf(prescription.refuseOwed(line, claimant));
    }
    return lines.stream().distinct().sorted().toList();
  }

  static Reply release(Turn turn, Body.ReleasePrescription body) {
    Prescription prescription = heldByCaller(turn, body.prescription(), body.secret());
    NotDispensing.refuseLines(prescription, body.lines());

    List<Integer> lines = body.lines().isEmpty() ? prescription.hold().lines() : body.lines();
    Prescription released = prescription.released(lines);
    return new Reply.Changed(released.id(), step(turn, prescription, released));
  }

  /** The prescription, for a step that needs the hold and its secret. */
  @Rule("S2-19")
  static Prescription heldByCaller(Turn turn, String id, String secret) {
    Prescription prescription = turn.prescription(id);
    Refusal.refuseIf(prescription.refuseEnded(turn.timeMs));
    Refusal.refuseIf(
        prescription.refuseWithoutHold(turn.principal.code(), hash(secret), turn.timeMs));
    return prescription;
  }

  /** Enters a step of the holder, and offers what it left when its hold ended with it. */
  static Prescription.Status step(Turn turn, Prescription before, Prescription after) {
    State state = turn.state;
    state.prescriptions.put(after.id(), after);
    if (after.hold() == null) {
      endHold(turn, before);
    }
    Prescription.Status status = after.statusAt(turn.timeMs);
    if (status == Prescription.Status.BETWEEN_REPEATS) {
      state.deadlines.add(after.course().nextFromMs(), Deadlines.Kind.REPEAT, after.id());
    }
    if (!after.hasOpenLines() && status != Prescription.Status.BETWEEN_REPEATS) {
      turn.emit(new Event.Closed(after.id(), status));
    } else if (after.hold() == null) {
      Offering.again(turn, after);
    }
    return status;
  }

  /** A deadline of the prescription has come; it may have been overtaken by other steps. */
  static void timeIsUp(Turn turn, Deadlines.Kind kind, Prescription prescription) {
    if (prescription.ended() != Prescription.Ended.RUNNING) {
      return;
    }
    Prescription now = prescription.asOf(turn.timeMs);
    switch (kind) {
      case PRESCRIPTION -> {
        if (now.hasOpenLines() && turn.timeMs >= now.untilMs()) {
          endHold(turn, now);
          turn.state.prescriptions.put(now.id(), now.ended(Prescription.Ended.EXPIRED));
          turn.emit(new Event.Closed(now.id(), Prescription.Status.EXPIRED));
        }
      }
      case HOLD -> {
        if (now.hold() != null && !now.heldAt(turn.timeMs)) {
          step(turn, now, now.released());
        }
      }
      case OWED, REPEAT -> {
        if (!now.equals(prescription)) {
          turn.state.prescriptions.put(now.id(), now);
          if (now.hold() == null) {
            Offering.again(turn, now);
          }
        }
      }
      case SUPPLY_TASK -> throw new IllegalArgumentException("not of a prescription: " + kind);
    }
  }

  /** Refuses everyone but the prescribing hospital itself and a pharmacy that it designated. */
  @Rule({"S2-5", "S2-6", "S2-8"})
  static void refuseDispenser(Turn turn, Prescription prescription) {
    String code = turn.principal.code();
    if (turn.principal.role() == Role.HOSPITAL) {
      if (!code.equals(prescription.draft().hospital())) {
        throw Refusal.refusal(
            Reason.PRESCRIPTION_NOT_YOURS, "prescription", prescription.id(), "institution", code);
      }
      return;
    }
    if (turn.principal.role() != Role.PHARMACY) {
      throw turn.notPermitted("dispense");
    }
    Pharmacy pharmacy =
        Refusal.known(turn.state.pharmacies.get(code), Reason.PHARMACY_UNKNOWN, "pharmacy", code);
    Refusal.refuseIf(pharmacy.refuseUnqualified(turn.date));
    Refusal.refuseIf(
        designations(turn.state, prescription.draft().hospital())
            .refuseUndesignated(code, turn.date));
  }

  static Designations designations(State state, String hospital) {
    Designations filed = state.designations.get(hospital);
    return filed == null ? new Designations(hospital, List.of()) : filed;
  }

  /** Ends a hold for good: the prescription is about to be changed otherwise. */
  static void endHold(Turn turn, Prescription prescription) {
    if (prescription.hold() != null) {
      turn.state.holdEnds(prescription.hold().holder());
    }
  }

  static byte[] hash(String secret) {
    return Ledger.newSha256().digest(secret.getBytes(StandardCharsets.UTF_8));
  }

  /** Refuses a pharmacy that cannot supply the lines; what it owes it may hand out all the same. */
  private static void refuseUnableToSupply(
      Turn turn, Prescription prescription, List<Integer> lines, BenefitPolicy policy) {
    String claimant = turn.principal.code();
    List<Integer> notOwed =
        lines.stream().filter(line -> !prescription.owes(claimant, line)).toList();
    if (notOwed.isEmpty()) {
      return;
    }
    Router.Wish wish =
        new Router.Wish(
            Submission.wanted(turn, prescription, notOwed, policy), "", null, 0, List.of());
    LeftOut leftOut = new Router(turn.state).exclude(claimant, wish, turn.date);
    boolean renews = prescription.hold() != null && prescription.hold().holder().equals(claimant);
    boolean roomForRenewal =
        leftOut != null && renews && leftOut.exclusion() == Exclusion.FULLY_LOADED;
    if (leftOut != null && !roomForRenewal) {
      String cause = leftOut.exclusion() + " " + leftOut.detail();
      throw Refusal.refusal(Reason.NOT_A_CANDIDATE, "pharmacy", claimant, "cause", cause.strip());
    }
  }
}
