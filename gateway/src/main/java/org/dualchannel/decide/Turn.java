package org.dualchannel.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;

/** One command being decided: its place and time in the log, and what it has led to so far. */
final class Turn {
  final State state;
  final long index;
  final long timeMs;
  final LocalDate date;
  final Principal principal;
  final String area;
  private final List<Event> events = new ArrayList<>();
  private String careArea;
  private Catalogue catalogue; // null until asked for
  private BenefitPolicy policy; // null until asked for
  private Person person; // the last asked for; null until then

  Turn(State state, long index, long timeMs, Principal principal, String area) {
    this.state = state;
    this.index = index;
    this.timeMs = timeMs;
    this.date = CivilDate.of(timeMs);
    this.principal = principal;
    this.area = area;
    this.careArea = area;
  }

  /** The same command as it would have been decided in the last moment of an earlier day. */
  Turn onDay(LocalDate day) {
    return new Turn(state, index, CivilDate.startMs(day.plusDays(1)) - 1, principal, area);
  }

  /** The outcome names the catalogue and the policy that were looked up for another day. */
  void decidedBy(Turn other) {
    catalogue = other.catalogue;
    policy = other.policy;
  }

  /** The care is given by a hospital: the catalogue is that of its area, before any look-up. */
  @Rule("S2-41")
  void careAt(Institution hospital) {
    careArea = hospital.area();
  }

  /** The area where the care is given; that of the command until a hospital is known. */
  String careArea() {
    return careArea;
  }

  /** The catalogue in force where the care is given; looked up once, and the outcome names it. */
  Catalogue catalogue() {
    if (catalogue == null) {
      catalogue =
          Refusal.known(
              state.catalogues(careArea).inForceOn(date), Reason.CATALOGUE_MISSING, "date", date);
    }
    return catalogue;
  }

  /**
   * The drug as the insured area lists it, which decides the guarantee, its cap and the scope of
   * special outpatient care; null when it lists no such drug.
   *
   * @param drug from the catalogue where the care is given
   */
  @Rule("S2-41")
  Drug insuredListing(Drug drug) {
    if (careArea.equals(area)) {
      return drug;
    }
    Catalogue home = state.catalogues(area).inForceOn(date);
    return home == null ? null : home.drug(drug.code());
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

  /** An insured person. Kept, since most checks of a command ask for the same one. */
  Person person(String personArea, String number) {
    if (person == null || !person.number().equals(number) || !person.area().equals(personArea)) {
      person = state.person(personArea, number);
    }
    return person;
  }

  /** A prescription of the command's area as it stands now; the care is that of its hospital. */
  Prescription prescription(String id) {
    Prescription known = state.prescriptions.get(id);
    Refusal.known(
        known == null || !known.area().equals(area) ? null : known,
        Reason.PRESCRIPTION_UNKNOWN,
        "prescription",
        id);
    careAt(state.institution(known.draft().hospital()));
    return known.asOf(timeMs);
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
