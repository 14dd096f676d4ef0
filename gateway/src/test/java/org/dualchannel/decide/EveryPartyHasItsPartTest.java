package org.dualchannel.decide;

import static org.dualchannel.decide.SupplyCity.VERSION;
import static org.dualchannel.decide.SupplyCity.by;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.AREA;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.OTHER_AREA;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.supply.AgreementClause;
import org.dualchannel.supply.Delivery.Status;
import org.dualchannel.supply.Ground;
import org.dualchannel.supply.SupplyRules;
import org.dualchannel.supply.UnstockedCase.Route;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each party does what is its own, and nobody else does. */
@Tag("S2-43")
class EveryPartyHasItsPartTest {
  private final SupplyCity city = new SupplyCity();
  private final Map<Role, Principal> everyone = new EnumMap<>(Role.class);

  EveryPartyHasItsPartTest() {
    for (Role role : Role.values()) {
      everyone.put(role, by(role, AREA));
    }
    everyone.put(Role.HOSPITAL, by(Role.HOSPITAL, HOSPITAL));
    everyone.put(Role.PHARMACY, by(Role.PHARMACY, PHARMACY));
    everyone.put(Role.DISTRICT, by(Role.DISTRICT, "120101"));
    everyone.put(Role.PHYSICIAN, by(Role.PHYSICIAN, TestRegistry.RHEUMATOLOGIST));
    everyone.put(Role.PHARMACIST, by(Role.PHARMACIST, TestRegistry.pharmacistOf(PHARMACY)));
    everyone.put(Role.PATIENT, by(Role.PATIENT, TestRegistry.EMPLOYEE));
    everyone.put(Role.SYSTEM, Principal.SYSTEM);
  }

  private void only(SupplyCommand command, Role first, Role... more) {
    Set<Role> allowed = EnumSet.of(first, more);
    for (Role role : Role.values()) {
      if (!allowed.contains(role)) {
        refused(Reason.NOT_PERMITTED, city.decide(everyone.get(role), command));
      }
    }
    for (Role role : allowed) {
      accepted(city.decide(everyone.get(role), command));
    }
  }

  @Test
  void authoritiesDoWhatIsTheirs() {
    LocalDate from = LocalDate.of(2026, 1, 1);
    only(
        new SupplyCommand.FileSupplyRules(new SupplyRules(AREA, "", from, 9, 9, 9, false, 0)),
        Role.BUREAU);
    only(new SupplyCommand.PublishPharmacyList(), Role.BUREAU);
    only(
        new SupplyCommand.FileClause(
            new AgreementClause(HOSPITAL, 2026, "", from, 8_000, 8_000, 5_000, 0)),
        Role.BUREAU,
        Role.AGENCY);
    only(
        new SupplyCommand.ConfirmCodes(AREA, VERSION, List.of(TestCatalogue.DEFERASIROX)),
        Role.PROCUREMENT_PLATFORM);
  }

  @Test
  void placesAndTheirPeopleDoWhatIsTheirs() {
    only(new SupplyCommand.ReportFormulary(HOSPITAL, List.of()), Role.HOSPITAL);
    only(
        new SupplyCommand.RecordUnstocked(
            HOSPITAL, TestCatalogue.DUPILUMAB, Ground.OTHER, Route.TEMP_PURCHASE, ""),
        Role.HOSPITAL,
        Role.PHYSICIAN);
    only(
        new SupplyCommand.ConfirmCodes(PHARMACY, VERSION, List.of(TestCatalogue.DEFERASIROX)),
        Role.PHARMACY);
    long start = city.city.nowMs + 1_000;
    only(
        new SupplyCommand.OfferSlots(
            PHARMACY, List.of(new SupplyCommand.OfferedSlot("injection", start, start + 1, 1))),
        Role.PHARMACY);
  }

  @Test
  void aPharmacistDeliversForThePharmacyAndAPatientBooksForOneself() {
    Settlement settlement =
        city.city.dispensed(
            SupplyCity.pharmacy(), city.city.submitted(TestDraft.of(TestCatalogue.DEFERASIROX, 1)));
    Principal pharmacist = everyone.get(Role.PHARMACIST);
    accepted(
        city.decide(
            pharmacist, new SupplyCommand.OrderDelivery(settlement.id(), "a-1", false, "c-1")));
    Principal stranger =
        by(Role.PHARMACIST, TestRegistry.pharmacistOf(TestRegistry.OTHER_PHARMACY));
    var step = new SupplyCommand.StepDelivery(settlement.id(), Status.ON_THE_WAY, null);
    refused(Reason.NOT_PERMITTED, city.decide(stranger, step));
    refused(Reason.NOT_PERMITTED, city.decide(everyone.get(Role.PATIENT), step));
    accepted(city.decide(pharmacist, step));

    long start = city.city.nowMs + 1_000;
    String slot =
        city.reply(
                SupplyReply.SlotsOffered.class,
                SupplyCity.pharmacy(),
                new SupplyCommand.OfferSlots(
                    PHARMACY,
                    List.of(new SupplyCommand.OfferedSlot("injection", start, start + 1, 1))))
            .slots()
            .get(0)
            .id();
    var booking = new SupplyCommand.BookSlot(slot, TestRegistry.EMPLOYEE);
    refused(Reason.NOT_PERMITTED, city.decide(by(Role.PATIENT, TestRegistry.RETIREE), booking));
    accepted(city.decide(everyone.get(Role.PATIENT), booking));
  }

  @Test
  void anAuthorityActsInItsOwnAreaAndADistrictInTheAreaAboveIt() {
    Principal bureau = by(Role.BUREAU, OTHER_AREA);
    refused(Reason.NOT_PERMITTED, city.decide(bureau, new SupplyCommand.PublishPharmacyList()));
    assertTrue(by(Role.DISTRICT, "120116").supervises(AREA));
    assertFalse(by(Role.DISTRICT, "120116").supervises(OTHER_AREA));
    assertTrue(by(Role.HEALTH_COMMISSION, AREA).supervises(AREA));
    assertFalse(by(Role.PATIENT, AREA).supervises(AREA));
    assertEquals(11, Role.values().length, "a new role needs its part here");
  }
}
