package org.dualchannel.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.rules.Reason;

/** One command being decided: its place and time in the log, and what it has led to so far. */
final class Turn {
  final State state;
  final long index;
  final long timeMs;
  final LocalDate date;
  final Principal principal;
  final String area;
  private final List<Event> events = new ArrayList<>();
  private Catalogue catalogue; // null until asked for
  private BenefitPolicy policy; // null until asked for

  Turn(State state, long index, long timeMs, Principal principal, String area) {
    this.state = state;
    this.index = index;
    this.timeMs = timeMs;
    this.date = CivilDate.of(timeMs);
    this.principal = principal;
    this.area = area;
  }

  /** The area's catalogue in force; looked up once, and the outcome names it. */
  Catalogue catalogue() {
    if (catalogue == null) {
      catalogue =
          Refusal.known(
              state.catalogues(area).inForceOn(date), Reason.CATALOGUE_MISSING, "date", date);
    }
    return catalogue;
  }

  /** The policy of the command's area in force; looked up once, and the outcome names it. */
  BenefitPolicy policy() {
    if (policy == null) {
      policy =
          Refusal.known(
              state.policies().inForce(area, date),
              Reason.POLICY_MISSING,
              "area",
              area,
              "date",
              date);
    }
    return policy;
  }

  /** Refuses a caller that is not the given hospital or pharmacy. */
  void only(Role role, String code, String action) {
    if (!principal.is(role, code)) {
      throw notPermitted(action);
    }
  }

  /** Refuses a caller that is not the bureau of the command's area. */
  void onlyBureau(String action) {
    only(Role.BUREAU, area, action);
  }

  /** Refuses a caller that has none of the roles in the command's area. */
  void onlyOffices(List<Role> roles, String action) {
    if (!roles.contains(principal.role()) || !principal.supervises(area)) {
      throw notPermitted(action);
    }
  }

  Refusal notPermitted(String action) {
    return Refusal.refusal(Reason.NOT_PERMITTED, "principal", principal, "action", action);
  }

  /** A prescription of the command's area as it stands now. */
  Prescription prescription(String id) {
    Prescription known = state.prescriptions.get(id);
    return Refusal.known(
            known == null || !known.area().equals(area) ? null : known,
            Reason.PRESCRIPTION_UNKNOWN,
            "prescription",
            id)
        .asOf(timeMs);
  }

  void emit(Event event) {
    events.add(event);
  }

  List<Event> events() {
    return events;
  }

  String catalogueId() {
    return catalogue == null ? "" : catalogue.version().id();
  }

  String policyId() {
    return policy == null ? "" : policy.id();
  }
}
