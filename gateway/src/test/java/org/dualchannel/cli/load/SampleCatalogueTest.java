package org.dualchannel.cli.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dualchannel.catalogue.Coverage;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.QualityTier;
import org.dualchannel.catalogue.Restriction;
import org.dualchannel.catalogue.RestrictionSyntaxException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample catalogue holds the 23 drugs of the draft, and what shows the payment standard. */
class SampleCatalogueTest {

  /** The table of the draft: name and yearly cap in yuan. */
  private static final String TABLE =
      """
      麦格司他 281000
      维得利珠单抗 45000
      司来帕格 151000
      波生坦 38000
      利奥西呱 47000
      马昔腾坦 51000
      度普利尤单抗 79000
      奥曲肽 66000
      兰瑞肽 36000
      托法替布 13000
      特立氟胺 52000
      西尼莫德 44000
      芬戈莫德 42000
      巴瑞替尼 7000
      阿达木单抗 20000
      英夫利西单抗 49000
      依那西普 10000
      司库奇尤单抗 24000
      尼达尼布 98000
      氘丁苯那嗪 119000
      依达拉奉氯化钠 42000
      地拉罗司 77000
      奥马珠单抗 51000
      """;

  private static List<Drug> drugs() {
    return SampleCatalogue.CATALOGUE.version().drugs();
  }

  private static List<Drug> listed() {
    return drugs().stream().filter(Drug::onGuaranteeList).toList();
  }

  @Test
  @Tag("S2-44")
  void theCapsAreThoseOfTheTableInItsOrder() {
    Map<String, Long> expected = new LinkedHashMap<>();
    TABLE
        .lines()
        .map(line -> line.split(" "))
        .forEach(row -> expected.put(row[0], Long.parseLong(row[1]) * 100));
    Map<String, Long> actual = new LinkedHashMap<>();
    listed().forEach(drug -> actual.put(drug.genericNameZh(), drug.annualCapFen()));
    assertEquals(23, expected.size());
    assertEquals(List.copyOf(expected.entrySet()), List.copyOf(actual.entrySet()));
    assertEquals(23, listed().stream().map(Drug::molecule).collect(Collectors.toSet()).size());
  }

  @Test
  @Tag("S2-44")
  void bosentanHasTwoStrengthsAndOneCap() {
    assertEquals(
        List.of("32mg", "125mg"),
        SampleCatalogue.CATALOGUE.drugsOfMolecule("bosentan").stream()
            .map(Drug::strength)
            .toList());
    assertEquals(24, listed().size());
  }

  @Test
  void theUnitPricesOfTheWorkedExamplesAreTheStandards() {
    assertEquals(316_000, SampleCatalogue.drug("dupilumab").priceBasis().standardFen());
    assertEquals(1_000_000, SampleCatalogue.drug("miglustat").priceBasis().standardFen());
    listed().forEach(drug -> assertEquals(1_000, drug.firstSelfPayBp(), drug.molecule()));
  }

  @Test
  void everyTracePrefixLeadsToItsDrugAndInjectionsKnowTheColdChain() {
    for (Drug drug : listed()) {
      assertFalse(drug.tracePrefixes().isEmpty(), drug.molecule());
      for (String prefix : drug.tracePrefixes()) {
        assertEquals(drug, SampleCatalogue.CATALOGUE.drugOfTracePrefix(prefix));
      }
    }
    assertTrue(SampleCatalogue.drug("dupilumab").coldChain());
    assertFalse(SampleCatalogue.drug("tofacitinib").coldChain());
    assertEquals(9, listed().stream().filter(Drug::coldChain).count());
  }

  @Test
  void restrictionsAreWrittenCanonically() throws RestrictionSyntaxException {
    for (Drug drug : drugs()) {
      if (drug.restriction() != null) {
        assertEquals(drug.restriction(), Restriction.parse(drug.restriction()).text());
        assertFalse(drug.restrictionRemark().isEmpty(), drug.molecule());
      }
    }
  }

  @Test
  @Tag("S4-30")
  void oneGenericNameShowsEveryQualityTierAtTheSameSelectedPrice() {
    List<Drug> products = SampleCatalogue.CATALOGUE.drugsOfMolecule("amlodipine");
    assertEquals(
        List.of(QualityTier.values()), products.stream().map(d -> d.priceBasis().tier()).toList());
    products.forEach(drug -> assertEquals(420, drug.priceBasis().selectedPriceFen()));
    assertEquals(300, products.get(4).priceBasis().standardFen());
  }

  @Test
  @Tag("S2-42")
  void oneAgreementEndedAndContinuesAndOneEndedAndStops() {
    LocalDate within = LocalDate.of(2023, 12, 31);
    Drug continued = SampleCatalogue.drug("sample-continued");
    Drug removed = SampleCatalogue.drug("sample-removed");
    assertEquals(Coverage.COVERED, continued.coverageOn(within));
    assertEquals(Coverage.COVERED, removed.coverageOn(within));
    assertEquals(Coverage.CONTINUES, continued.coverageOn(within.plusDays(1)));
    assertEquals(Coverage.STOPPED, removed.coverageOn(within.plusDays(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2022-01.yaml", "2022-01-negotiated.csv", "2022-01-ordinary.csv"})
  void everyFileSaysThatItIsIllustrative(String name) throws IOException {
    String text = new String(SampleCatalogue.open(name).readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(text.startsWith("# "), name);
    assertTrue(text.contains("Illustrative sample data, not for real settlement"), name);
  }
}
