package org.dualchannel.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dualchannel.catalogue.Caution.Kind;
import org.dualchannel.rules.Rejection.FieldViolation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A version is published only when nothing is wrong with it, and found by code, prefix, molecule.
 */
class CatalogueVersionTest {

  private static List<String> fields(CatalogueVersion version) {
    List<FieldViolation> problems = CatalogueValidation.problems(version);
    for (FieldViolation problem : problems) {
      assertFalse(problem.english().isBlank() || problem.chinese().isBlank(), problem.field());
    }
    return problems.stream().map(FieldViolation::field).toList();
  }

  /** Spoils the second of two good drugs. */
  private static List<String> fields(Consumer<TestDrugs> spoil) {
    TestDrugs other = TestDrugs.other();
    spoil.accept(other);
    return fields(TestDrugs.version(TestDrugs.drug().build(), other.build()));
  }

  private static void spoilt(String field, Consumer<TestDrugs> spoil) {
    assertEquals(List.of("drugs[1]." + field), fields(spoil));
  }

  private static List<String> prefixes(int count) {
    return IntStream.range(0, count).mapToObj(i -> String.valueOf(8_400_000 + i)).toList();
  }

  @Test
  void aGoodVersionHasNoProblem() {
    assertEquals(List.of(), fields(drug -> {}));
  }

  @Test
  void aCodeFollowsThePatternOfItsType() {
    spoilt("code", d -> d.code = "XA10ADM080B00201010710");
    spoilt("code", d -> d.code = "XA10ADM080B002010107103A");
    spoilt("code", d -> d.code = "xA10ADM080B002010107104");
    spoilt("code", d -> d.code = "ZA10DAA0094010103357");
    spoilt("code", d -> d.itemType = ItemType.CHINESE_PATENT);
    spoilt("item_type", d -> d.itemType = null);
    assertEquals(
        List.of(),
        fields(
            d -> {
              d.itemType = ItemType.CHINESE_PATENT;
              d.code = "ZA10DAA0094010103357";
            }));
    assertEquals(
        List.of(),
        fields(
            d -> {
              d.itemType = ItemType.DECOCTION_PIECES;
              d.code = "T000100106";
            }));
  }

  @Test
  void noCodeStandsTwice() {
    spoilt("code", d -> d.code = TestDrugs.drug().code);
  }

  @Test
  void aTracePrefixLeadsToOneDrug() {
    spoilt("trace_prefixes[1]", d -> d.prefixes = List.of("8300109", "8300101"));
    spoilt("trace_prefixes[1]", d -> d.prefixes = List.of("8300109", "8300109"));
    spoilt("trace_prefixes[0]", d -> d.prefixes = List.of("830010"));
    spoilt("trace_prefixes[0]", d -> d.prefixes = List.of("83001O1"));
    assertEquals(List.of(), fields(d -> d.prefixes = List.of("8300108", "8300109")));
    spoilt("gtins[0]", d -> d.gtins = List.of("06901234567893"));
    spoilt("gtins[0]", d -> d.gtins = List.of("6901234567892"));
    spoilt("gtins[1]", d -> d.gtins = List.of("06901234567892", "06901234567892"));
    assertEquals(List.of(), fields(d -> d.gtins = List.of("06901234567892")));
    spoilt("cautions[0].under_years", d -> d.cautions = List.of(new Caution(Kind.CHILD, 0)));
    spoilt("cautions[0].under_years", d -> d.cautions = List.of(new Caution(Kind.PREGNANCY, 3)));
    assertEquals(List.of(), fields(d -> d.cautions = List.of(new Caution(Kind.CHILD, 12))));
  }

  @Test
  void theStrengthsOfAMoleculeShareOneCap() {
    spoilt("annual_cap_fen", d -> d.guarantee = TestDrugs.listing(1, true, true, true, true));
    assertEquals(List.of(), fields(d -> d.guarantee = null));
    assertEquals(
        List.of(),
        fields(
            d -> {
              d.molecule = "other";
              d.guarantee = TestDrugs.listing(1, true, true, true, true);
            }));
  }

  @Test
  @Tag("S2-25")
  void aListedDrugHasAllFourPredicatesArguedAndIsOutsideSpecialOutpatient() {
    long cap = TestDrugs.drug().guarantee.annualCapFen();
    spoilt("guarantee", d -> d.guarantee = TestDrugs.listing(cap, false, true, true, true));
    spoilt("guarantee", d -> d.guarantee = TestDrugs.listing(cap, true, false, true, true));
    spoilt("guarantee", d -> d.guarantee = TestDrugs.listing(cap, true, true, false, true));
    spoilt("guarantee", d -> d.guarantee = TestDrugs.listing(cap, true, true, true, false));
    spoilt("special_outpatient_diseases", d -> d.diseases = List.of("M01600"));
    spoilt("agreement_from", d -> d.agreement = null);
    assertEquals(
        List.of(),
        fields(
            d -> {
              d.guarantee = null;
              d.diseases = List.of("M01600");
            }));
  }

  @Test
  @Tag("S2-27")
  void aListedDrugKeepsTheArgumentOfTheExperts() {
    long cap = TestDrugs.drug().guarantee.annualCapFen();
    spoilt(
        "expert_argument",
        d -> d.guarantee = new GuaranteeListing(cap, true, true, true, true, cap, " "));
  }

  @Test
  @Tag("S2-26")
  void aYearOverHalfOfTheIncomePerHeadIsFlaggedAndDoesNotDecide() {
    GuaranteeListing listing = TestDrugs.listing(2_370_000, true, true, true, true);
    assertTrue(listing.overHalfOfIncome(4_739_999));
    assertFalse(listing.overHalfOfIncome(4_740_000));
    assertTrue(listing.argued());
  }

  @Test
  @Tag("S2-42")
  void anAgreementHasItsDaysInOrderAndHasBegun() {
    LocalDate start = TestDrugs.START;
    spoilt("agreement_to", d -> d.agreement = new Agreement(start, start.minusDays(1), null));
    spoilt("agreement_from", d -> d.agreement = new Agreement(null, start, null));
    spoilt(
        "agreement_from", d -> d.agreement = new Agreement(start.plusDays(1), TestDrugs.END, null));
    assertEquals(List.of(), fields(d -> d.agreement = new Agreement(start, start, null)));
  }

  @Test
  void amountsRatiosAndCountsAreInRange() {
    spoilt("first_self_pay_bp", d -> d.firstSelfPayBp = 10_001);
    spoilt("first_self_pay_bp", d -> d.firstSelfPayBp = -1);
    spoilt("pack_units", d -> d.packUnits = 0);
    spoilt("max_days_supply", d -> d.maxDaysSupply = 367);
    spoilt("standard_fen", d -> d.priceBasis = new PriceBasis(null, 0, -1));
    spoilt("molecule", d -> d.molecule = "Bo sentan");
    spoilt("strength", d -> d.strength = "x".repeat(65));
    spoilt("restriction_remark", d -> d.remark = "限".repeat(1_001));
    spoilt("trace_prefixes", d -> d.prefixes = prefixes(21));
    assertEquals(List.of(), fields(d -> d.strength = ""));
    assertEquals(List.of(), fields(d -> d.prefixes = prefixes(20)));
  }

  @Test
  @Tag("S4-29")
  void aSelectedProductHasASelectedPriceAndAPriceHasATier() {
    spoilt("selected_price_fen", d -> d.priceBasis = new PriceBasis(QualityTier.SELECTED, 0, 0));
    spoilt("quality_tier", d -> d.priceBasis = new PriceBasis(null, 420, 0));
    assertEquals(
        List.of(), fields(d -> d.priceBasis = new PriceBasis(QualityTier.SELECTED, 420, 0)));
  }

  @Test
  @Tag("S4-33")
  void theStandardOfANonPassingProductIsAtMostTheSelectedPrice() {
    spoilt("standard_fen", d -> d.priceBasis = new PriceBasis(QualityTier.NON_PASSED, 420, 421));
    assertEquals(
        List.of(), fields(d -> d.priceBasis = new PriceBasis(QualityTier.NON_PASSED, 420, 420)));
    assertEquals(
        List.of(), fields(d -> d.priceBasis = new PriceBasis(QualityTier.ORIGINATOR, 420, 421)));
  }

  @Test
  @Tag("S2-45")
  void aRestrictionParsesAndARemarkIsEnforced() {
    spoilt("restriction", d -> d.restriction = "age >= ");
    spoilt("restriction", d -> d.restriction = null);
    assertEquals(
        List.of(),
        fields(
            d -> {
              d.restriction = null;
              d.remark = "";
            }));
  }

  @Test
  void theVersionItselfIsNamedDatedAndNotEmpty() {
    assertEquals(
        List.of("id", "effective_from", "title", "document", "drugs"),
        fields(new CatalogueVersion("no spaces", null, "", null, List.of())));
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    List<String> fields =
        fields(
            d -> {
              d.code = "?";
              d.packUnits = 0;
              d.restriction = "(";
            });
    assertEquals(List.of("drugs[1].code", "drugs[1].pack_units", "drugs[1].restriction"), fields);
  }

  @Test
  void drugsAreFoundByCodePrefixAndMolecule() {
    Drug first = TestDrugs.drug().build();
    Drug second = TestDrugs.other().build();
    Catalogue catalogue = Catalogue.of(TestDrugs.version(first, second));
    assertSame(second, catalogue.drug(second.code()));
    assertNull(catalogue.drug("XA10ADM080B002010107109"));
    assertSame(first, catalogue.drugOfTracePrefix("8300101"));
    assertNull(catalogue.drugOfTracePrefix("8300109"));
    assertEquals(List.of(first, second), catalogue.drugsOfMolecule("bosentan"));
    assertEquals(List.of(), catalogue.drugsOfMolecule("other"));
    assertEquals("age >= 3", catalogue.restriction(first.code()).text());
  }

  @Test
  void aDrugWithoutRestrictionIsMetByAnyFacts() {
    TestDrugs free = TestDrugs.other();
    free.restriction = null;
    free.remark = "";
    Drug restricted = TestDrugs.drug().build();
    Catalogue catalogue = Catalogue.of(TestDrugs.version(restricted, free.build()));
    assertSame(Evaluation.MET, catalogue.evaluate(free.build(), ClinicalFacts.UNKNOWN));
    assertFalse(catalogue.evaluate(restricted, ClinicalFacts.UNKNOWN).met());
  }

  @Test
  void whatWasNotValidatedIsNotIndexed() {
    Drug drug = TestDrugs.drug().build();
    assertThrows(IllegalArgumentException.class, () -> Catalogue.of(TestDrugs.version(drug, drug)));
    TestDrugs bad = TestDrugs.drug();
    bad.restriction = "?";
    assertThrows(
        IllegalArgumentException.class, () -> Catalogue.of(TestDrugs.version(bad.build())));
  }
}
