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

/** Cancel, claim, release and expiry: the steps of a prescription that move no money. */
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
    Refusal.refuseIf(prescription.refuseEnded(turn.timeMs));

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
    BenefitPolicy policy = turn.policy();
    if (turn.principal.role() == Role.PHARMACY) {
      refuseUnableToSupply(turn, prescription, policy);
    }

    endHold(turn, prescription);
    long untilMs =
        Math.min(
            prescription.untilMs(),
            turn.timeMs + Duration.ofMinutes(policy.rules().holdMinutes()).toMillis());
    Hold hold = new Hold(turn.principal.code(), hash(body.secret()), untilMs);
    turn.state.prescriptions.put(prescription.id(), prescription.held(hold));
    turn.state.holdBegins(hold.holder());
    turn.state.deadlines.add(untilMs, Deadlines.Kind.HOLD, prescription.id());
    turn.emit(new Event.Held(prescription.id(), hold.holder(), untilMs));
    return new Reply.Claimed(prescription.id(), body.secret(), untilMs);
  }

  static Reply release(Turn turn, Body.ReleasePrescription body) {
    Prescription prescription = turn.prescription(body.prescription());
    Refusal.refuseIf(prescription.refuseEnded(turn.timeMs));
    Refusal.refuseIf(
        prescription.refuseWithoutHold(turn.principal.code(), hash(body.secret()), turn.timeMs));

    Prescription released = reopen(turn, prescription);
    return new Reply.Changed(released.id(), released.statusAt(turn.timeMs));
  }

  /** A deadline of the prescription has come; it may have been overtaken by other steps. */
  static void timeIsUp(Turn turn, Deadlines.Kind kind, Prescription prescription) {
    if (prescription.ended() != Prescription.Ended.RUNNING) {
      return;
    }
    if (kind == Deadlines.Kind.PRESCRIPTION) {
      if (prescription.hasOpenLines() && turn.timeMs >= prescription.untilMs()) {
        endHold(turn, prescription);
        turn.state.prescriptions.put(
            prescription.id(), prescription.ended(Prescription.Ended.EXPIRED));
        turn.emit(new Event.Closed(prescription.id(), Prescription.Status.EXPIRED));
      }
    } else if (prescription.hold() != null && !prescription.heldAt(turn.timeMs)) {
      reopen(turn, prescription);
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
    refusePharmacy(turn, prescription.draft().hospital(), code);
  }

  /** Refuses a pharmacy that does not qualify, or that the hospital has not designated. */
  @Rule({"S2-5", "S2-6", "S2-8"})
  static void refusePharmacy(Turn turn, String hospital, String code) {
    Pharmacy pharmacy =
        Refusal.known(turn.state.pharmacies.get(code), Reason.PHARMACY_UNKNOWN, "pharmacy", code);
    Refusal.refuseIf(pharmacy.refuseUnqualified(turn.date));
    Refusal.refuseIf(designations(turn.state, hospital).refuseUndesignated(code, turn.date));
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

  private static Prescription reopen(Turn turn, Prescription prescription) {
    endHold(turn, prescription);
    Prescription released = prescription.released();
    turn.state.prescriptions.put(released.id(), released);
    if (released.hasOpenLines()) {
      turn.emit(new Event.Reopened(released.id()));
    }
    return released;
  }

  private static void refuseUnableToSupply(
      Turn turn, Prescription prescription, BenefitPolicy policy) {
    Router.Wish wish =
        new Router.Wish(
            Submission.wanted(turn, prescription, prescription.openLines(), policy), "", null, 0);
    LeftOut leftOut = new Router(turn.state).exclude(turn.principal.code(), wish, turn.date);
    boolean renews =
        prescription.hold() != null && prescription.hold().holder().equals(turn.principal.code());
    boolean roomForRenewal =
        leftOut != null && renews && leftOut.exclusion() == Exclusion.FULLY_LOADED;
    if (leftOut != null && !roomForRenewal) {
      String cause = leftOut.exclusion() + " " + leftOut.detail();
      throw Refusal.refusal(
          Reason.NOT_A_CANDIDATE, "pharmacy", turn.principal.code(), "cause", cause.strip());
    }
  }
}
