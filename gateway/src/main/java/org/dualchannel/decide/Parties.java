package org.dualchannel.decide;

import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Physician;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;

/** Who may act for whom: authorities for their area, people for the place where they work. */
@Rule("S2-43")
final class Parties {
  private Parties() {}

  /** Refuses everyone but these authorities of the command's area. */
  static void authority(Turn turn, String action, Role... roles) {
    for (Role role : roles) {
      if (turn.principal.role() == role && turn.principal.supervises(turn.area)) {
        return;
      }
    }
    throw turn.notPermitted(action);
  }

  /** Refuses everyone but the hospital and the physicians who work there. */
  static void hospitalOrPhysician(Turn turn, String hospital, String action) {
    Principal caller = turn.principal;
    if (caller.is(Role.HOSPITAL, hospital)) {
      return;
    }
    Physician physician =
        caller.role() == Role.PHYSICIAN ? turn.state.physicians.get(caller.code()) : null;
    if (physician == null || physician.refuseUnauthorised(hospital, turn.date) != null) {
      throw turn.notPermitted(action);
    }
  }

  /** Refuses everyone but the hospital or pharmacy itself and the pharmacists who work there. */
  static void sellerOrPharmacist(Turn turn, String place, String action) {
    Principal caller = turn.principal;
    if (isPlace(caller, place)) {
      return;
    }
    Pharmacist pharmacist =
        caller.role() == Role.PHARMACIST ? turn.state.pharmacists.get(caller.code()) : null;
    if (pharmacist == null || pharmacist.refuseNotAt(place, turn.date) != null) {
      throw turn.notPermitted(action);
    }
  }

  /** Refuses everyone but the hospital or pharmacy itself. */
  static void seller(Turn turn, String place, String action) {
    if (!isPlace(turn.principal, place)) {
      throw turn.notPermitted(action);
    }
  }

  /** Refuses everyone but the person and the place that serves the person. */
  static void patientOrPlace(Turn turn, String person, String place, String action) {
    if (!turn.principal.is(Role.PATIENT, person) && !isPlace(turn.principal, place)) {
      throw turn.notPermitted(action);
    }
  }

  private static boolean isPlace(Principal caller, String place) {
    return caller.is(Role.HOSPITAL, place) || caller.is(Role.PHARMACY, place);
  }

  /** A hospital of the command's area. */
  static Institution hospital(Turn turn, String code) {
    Institution known = turn.state.institutions.get(code);
    return Refusal.known(
        known == null || !known.area().equals(turn.area) ? null : known,
        Reason.INSTITUTION_UNKNOWN,
        "institution",
        code);
  }

  /** A pharmacy of the command's area. */
  static Pharmacy pharmacy(Turn turn, String code) {
    Pharmacy known = turn.state.pharmacies.get(code);
    return Refusal.known(
        known == null || !known.area().equals(turn.area) ? null : known,
        Reason.PHARMACY_UNKNOWN,
        "pharmacy",
        code);
  }

  /** A hospital or a pharmacy of the command's area. */
  static void refuseUnknownPlace(Turn turn, String code) {
    if (code.startsWith("H")) {
      hospital(turn, code);
    } else {
      pharmacy(turn, code);
    }
  }
}
