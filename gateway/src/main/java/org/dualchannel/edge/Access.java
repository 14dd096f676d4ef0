package org.dualchannel.edge;

import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;

/** Who may do what, as far as the request itself tells; the decider knows the rest. */
final class Access {
  private Access() {}

  static Refused denied(Principal caller, String action) {
    return Refused.of(Reason.NOT_PERMITTED, "principal", caller, "action", action);
  }

  /** The code in the request has to be the caller's own, and the caller a hospital. */
  static void hospital(Principal caller, String code, String action) {
    require(caller.is(Role.HOSPITAL, code), caller, action);
  }

  /** The code in the request has to be the caller's own; hospitals dispense too. */
  static void dispenser(Principal caller, String code, String action) {
    require(caller.is(Role.PHARMACY, code) || caller.is(Role.HOSPITAL, code), caller, action);
  }

  static void bureau(Principal caller, String area, String action) {
    require(caller.is(Role.BUREAU, area), caller, action);
  }

  static void role(Principal caller, Role role, String action) {
    require(caller.role() == role, caller, action);
  }

  static void require(boolean permitted, Principal caller, String action) {
    if (!permitted) {
      throw denied(caller, action);
    }
  }

  /** Its hospital, its bureau, whoever holds it or dispensed some of it. */
  static boolean readsWhole(Principal caller, Prescription prescription) {
    if (caller.is(Role.HOSPITAL, prescription.draft().hospital())
        || caller.is(Role.BUREAU, prescription.area())) {
      return true;
    }
    if (caller.role() != Role.HOSPITAL && caller.role() != Role.PHARMACY) {
      return false;
    }
    if (prescription.hold() != null && prescription.hold().holder().equals(caller.code())) {
      return true;
    }
    return prescription.course().hasDispenser(caller.code());
  }
}
