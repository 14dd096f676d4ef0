package org.dualchannel.decide;

import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.bureauOf;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.ALWAYS;
import static org.dualchannel.decide.TestRegistry.AREA;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.OTHER_AREA;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.registry.Designation;
import org.dualchannel.registry.Designations;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A filing is written whole or not at all, and only by the bureau of its area. */
class TheRegistryIsFiledWholeTest {
  private final TestCity city = new TestCity();

  @Test
  void anEntryIsCreatedOnceAndThenReplaced() {
    Institution hospital = TestRegistry.institution("H12010000009", "03", ALWAYS);
    Body.ImportRegistry body =
        TestRegistry.entries(List.of(hospital), List.of(), List.of(), List.of());
    assertEquals(new Reply.Imported(1, 0), accepted(city.bureau(body)).reply());
    assertEquals(new Reply.Imported(0, 1), accepted(city.bureau(body)).reply());
  }

  @Test
  void oneBadEntryKeepsAllOut() {
    Body.ImportRegistry body =
        new Body.ImportRegistry(
            List.of(TestRegistry.institution("H12010000009", "03", ALWAYS)),
            List.of(),
            List.of(),
            List.of(),
            List.of(TestRegistry.filing("H12010000009", "P12010099999", ALWAYS)),
            List.of(),
            List.of());
    refused(Reason.PHARMACY_UNKNOWN, city.bureau(body));
    assertNull(city.view.institution("H12010000009"));
  }

  @Test
  void onlyTheBureauFiles() {
    Body.ImportRegistry body = TestRegistry.persons();
    refused(Reason.NOT_PERMITTED, city.by(hospital(HOSPITAL), body));
    refused(Reason.NOT_PERMITTED, city.by(bureauOf(OTHER_AREA), body));
    accepted(city.bureau(body));
  }

  @Test
  void noBureauTakesOverWhatAnotherFiled() {
    Institution moved = area(TestRegistry.institution(HOSPITAL, "01", ALWAYS), OTHER_AREA);
    refused(
        Reason.NOT_PERMITTED,
        city.by(
            bureauOf(OTHER_AREA),
            OTHER_AREA,
            TestRegistry.entries(List.of(moved), List.of(), List.of(), List.of())));
    Pharmacy taken = area(TestRegistry.pharmacy(PHARMACY, true, 0), OTHER_AREA);
    refused(
        Reason.NOT_PERMITTED,
        city.by(
            bureauOf(OTHER_AREA),
            OTHER_AREA,
            TestRegistry.entries(List.of(), List.of(), List.of(taken), List.of())));
    assertEquals(AREA, city.view.institution(HOSPITAL).area());
    assertEquals(AREA, city.view.pharmacy(PHARMACY).area());
  }

  @Test
  void anAccountBelongsToARegisteredPerson() {
    refused(Reason.PERSON_UNKNOWN, city.bureau(TestRegistry.balance("nobody", 100)));
    city.balance(TestRegistry.RESIDENT, 100);
    assertEquals(100, city.view.balanceFen(AREA, TestRegistry.RESIDENT));
  }

  @Test
  @Tag("S2-6")
  void aCityWithManyFilingsComesInOneImport() {
    List<Institution> hospitals = new ArrayList<>();
    List<Pharmacy> pharmacies = new ArrayList<>();
    List<Designation> filings = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      hospitals.add(TestRegistry.institution("H120101%05d".formatted(i), "01", ALWAYS));
      pharmacies.add(TestRegistry.pharmacy("P120101%05d".formatted(i), true, 0));
    }
    for (Institution hospital : hospitals) {
      for (Pharmacy pharmacy : pharmacies) {
        filings.add(TestRegistry.filing(hospital.code(), pharmacy.code(), ALWAYS));
      }
    }
    Body.ImportRegistry body =
        new Body.ImportRegistry(
            hospitals, List.of(), pharmacies, List.of(), filings, List.of(), List.of());
    assertEquals(new Reply.Imported(960, 0), accepted(city.bureau(body)).reply());
  }

  @Test
  @Tag("S2-6")
  void oneHospitalFilesNoMorePharmaciesThanTheLimit() {
    List<Pharmacy> pharmacies = new ArrayList<>();
    List<Designation> filings = new ArrayList<>();
    for (int i = 0; i < Designations.MAX_FILINGS; i++) {
      pharmacies.add(TestRegistry.pharmacy("P120101%05d".formatted(i), true, 0));
      filings.add(TestRegistry.filing(HOSPITAL, pharmacies.get(i).code(), ALWAYS));
    }
    accepted(city.bureau(TestRegistry.entries(List.of(), List.of(), pharmacies, List.of())));
    refused(
        Reason.CAPACITY_REACHED,
        city.bureau(TestRegistry.filings(filings.toArray(Designation[]::new))));
    List<Designation> fitting = filings.subList(0, Designations.MAX_FILINGS - 3);
    accepted(city.bureau(TestRegistry.filings(fitting.toArray(Designation[]::new))));
    accepted(city.bureau(TestRegistry.filings(fitting.toArray(Designation[]::new))));
  }

  private static Institution area(Institution entry, String area) {
    return new Institution(
        entry.code(),
        entry.name(),
        area,
        entry.level(),
        entry.designated(),
        entry.crossProvinceOutpatient(),
        entry.place());
  }

  private static Pharmacy area(Pharmacy entry, String area) {
    return new Pharmacy(
        entry.code(),
        entry.name(),
        area,
        entry.designated(),
        entry.canSupply(),
        entry.regulatorApproved(),
        entry.electronicTraceability(),
        entry.coldChain(),
        entry.place(),
        entry.maxHolds(),
        entry.address(),
        entry.phone());
  }
}
