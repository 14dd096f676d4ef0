package org.dualchannel.decide;

import static org.dualchannel.decide.SupplyCity.bureau;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.ALWAYS;
import static org.dualchannel.decide.TestRegistry.AREA;
import static org.dualchannel.decide.TestRegistry.PHARMACIES;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.catalogue.GuaranteeListing;
import org.dualchannel.rules.Reason;
import org.dualchannel.supply.GuaranteeEntry;
import org.dualchannel.supply.PharmacyList;
import org.dualchannel.supply.Qualification;
import org.dualchannel.supply.SupplyRules;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is in dual channel is found by inspection and published; so is what the guarantee pays. */
class PharmaciesAreListedOpenlyTest {
  private static final String NEW = "P12010000009";
  private final SupplyCity city = new SupplyCity();

  private Outcome qualify(boolean supply, boolean regulator, boolean traceability) {
    return city.decide(
        bureau(),
        new SupplyCommand.QualifyPharmacy(
            new Qualification(
                NEW,
                supply,
                regulator,
                traceability,
                "S-1",
                "R-1",
                "T-1",
                LocalDate.of(2026, 2, 1))));
  }

  private PharmacyList publish() {
    return city.reply(
            SupplyReply.ListPublished.class, bureau(), new SupplyCommand.PublishPharmacyList())
        .list();
  }

  @Test
  @Tag("S2-5")
  void onlyAPharmacyThatMeetsAllThreeConditionsIsTakenIn() {
    city.city.register(TestRegistry.pharmacy(NEW, List.of(ALWAYS), false, false, false, true, 0));
    refused(Reason.PHARMACY_NOT_QUALIFIED, qualify(false, true, true), "S2-5");
    refused(Reason.PHARMACY_NOT_QUALIFIED, qualify(true, false, true), "S2-5");
    refused(Reason.PHARMACY_NOT_QUALIFIED, qualify(true, true, false), "S2-5");
    assertNull(city.supply.qualification(NEW));
    accepted(qualify(true, true, true));
    assertNull(city.city.view.pharmacy(NEW).refuseUnqualified(city.city.today()));
    assertEquals("T-1", city.supply.qualification(NEW).traceabilityDocument());
  }

  @Test
  @Tag("S2-7")
  void eachEditionSaysWhatChangedAndWhenTheNextIsDue() {
    assertNull(city.supply.pharmacyList(AREA, 0));
    PharmacyList first = publish();
    assertEquals(PHARMACIES, first.added());
    assertEquals(1, first.edition());

    city.city.goTo(first.published().plusDays(20));
    city.city.register(
        TestRegistry.pharmacy(PHARMACY, List.of(ALWAYS), true, true, false, true, 0));
    city.city.register(TestRegistry.pharmacy(NEW, List.of(ALWAYS), false, false, false, true, 0));
    accepted(qualify(true, true, true));
    PharmacyList second = publish();
    assertEquals(List.of(NEW), second.added());
    assertEquals(List.of(PHARMACY), second.removed());
    assertEquals(second, city.supply.pharmacyList(AREA, 0));
    assertEquals(first, city.supply.pharmacyList(AREA, 1));

    city.rules(false, 0);
    SupplyRules rules = city.supply.rules(AREA, city.city.today());
    assertEquals(second.published().plusDays(30), second.nextDue(rules));
    assertEquals(second.published().plusDays(90), second.nextDue(SupplyRules.unfiled(AREA)));
  }

  @Test
  @Tag("S2-25")
  void aDrugInSpecialOutpatientScopeOrNotArguedDoesNotEnterTheList() {
    var sample = TestCatalogue.drug(TestCatalogue.DUPILUMAB);
    GuaranteeListing listed = sample.guarantee();
    assertTrue(listed.argued());
    accepted(
        city.city.bureau(
            new Body.CreateCatalogueVersion("v", city.city.today(), "title", "document")));
    for (int missing = 0; missing < 4; missing++) {
      GuaranteeListing bad =
          new GuaranteeListing(
              listed.annualCapFen(),
              missing != 0,
              missing != 1,
              missing != 2,
              missing != 3,
              listed.annualCostFen(),
              listed.expertArgument());
      refused(Reason.INVALID_REQUEST, add(sample, bad));
    }
    accepted(add(sample, listed));
  }

  private Outcome add(org.dualchannel.catalogue.Drug drug, GuaranteeListing listing) {
    var version =
        TestCatalogue.withCap("x", city.city.today(), drug.code(), listing.annualCapFen());
    var changed =
        version.drugs().stream().filter(each -> each.code().equals(drug.code())).findFirst();
    return city.city.bureau(
        new Body.AddDrugs("v", List.of(withListing(changed.orElseThrow(), listing))));
  }

  private static org.dualchannel.catalogue.Drug withListing(
      org.dualchannel.catalogue.Drug drug, GuaranteeListing listing) {
    return new org.dualchannel.catalogue.Drug(
        drug.code(),
        drug.molecule(),
        drug.genericNameZh(),
        drug.genericNameEn(),
        drug.itemType(),
        drug.doseForm(),
        drug.specification(),
        drug.strength(),
        drug.unit(),
        drug.packUnits(),
        drug.tracePrefixes(),
        drug.coldChain(),
        drug.maxDaysSupply(),
        drug.agreement(),
        listing,
        drug.firstSelfPayBp(),
        drug.specialOutpatientDiseases(),
        drug.priceBasis(),
        drug.restriction(),
        drug.restrictionRemark(),
        drug.remarks(),
        drug.gtins(),
        drug.cautions());
  }

  @Test
  @Tag("S2-26")
  void theFlagComparesAYearWithHalfOfTheIncomeTheAreaFiled() {
    LocalDate today = city.city.today();
    long cost = 7_900_000;
    city.city.publish(TestCatalogue.withCap("v2", today, TestCatalogue.DUPILUMAB, cost));
    assertNull(entry(today).overHalfOfIncome(), "no income is filed");
    city.rules(false, 2 * cost - 2);
    assertTrue(entry(today).overHalfOfIncome());
    city.rules(false, 2 * cost);
    assertFalse(entry(today).overHalfOfIncome());
  }

  @Test
  @Tag("S2-27")
  void theListOfADayIsThatOfItsVersionWithTheArgumentAttached() {
    LocalDate today = city.city.today();
    String before = entry(today).drug().guarantee().expertArgument();
    city.city.publish(
        TestCatalogue.withCap("v2", today.plusDays(5), TestCatalogue.DUPILUMAB, 1_000_000));
    assertEquals(before, entry(today.plusDays(4)).drug().guarantee().expertArgument());
    assertEquals("argued", entry(today.plusDays(5)).drug().guarantee().expertArgument());
    assertEquals(1_000_000, entry(today.plusDays(5)).drug().annualCapFen());
  }

  private GuaranteeEntry entry(LocalDate date) {
    return city.supply.guaranteeList(AREA, date).stream()
        .filter(each -> each.drug().code().equals(TestCatalogue.DUPILUMAB))
        .findFirst()
        .orElseThrow();
  }
}
