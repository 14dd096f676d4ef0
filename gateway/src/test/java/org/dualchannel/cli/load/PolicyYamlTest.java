package org.dualchannel.cli.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.dualchannel.prescription.ReviewCheck;
import org.dualchannel.registry.HospitalTier;
import org.dualchannel.reimbursement.AreaKind;
import org.dualchannel.reimbursement.Benefit;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.Payer;
import org.dualchannel.reimbursement.PolicyValidation;
import org.dualchannel.reimbursement.ServiceRules;
import org.dualchannel.reimbursement.SettlementResult;
import org.dualchannel.reimbursement.Waterfall;
import org.dualchannel.reimbursement.WorkedExamples;
import org.dualchannel.reimbursement.WorkedExamples.Example;
import org.dualchannel.screening.ScreeningRules.CheckSeverity;
import org.dualchannel.screening.Severity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies are read from files whole or not at all, and every problem names its line. */
@Tag("S2-30")
class PolicyYamlTest {
  private static final String TIANJIN = "120100-tianjin.yaml";
  private static final String TONGCHUAN = "610200-tongchuan.yaml";

  private static String sample(String name) throws IOException {
    try (InputStream in = PolicyYaml.class.getResourceAsStream("/sample/policies/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static BenefitPolicy read(String text) throws LoadException {
    return PolicyYaml.read("p.yaml", new StringReader(text));
  }

  private static List<String> problems(String text) {
    LoadException e = assertThrows(LoadException.class, () -> read(text));
    return e.problems().stream().map(LoadProblem::toString).toList();
  }

  @Test
  void workedExamplesComeOutUnderTheSamplePolicyOfTianjin() throws Exception {
    BenefitPolicy tianjin = read(sample(TIANJIN));
    for (Example example : WorkedExamples.all(tianjin.id())) {
      SettlementResult result = Waterfall.settle(tianjin, example.input());
      assertEquals(
          WorkedExamples.expected(example.name()),
          WorkedExamples.columns(result.totals()),
          example.name());
    }
  }

  @Test
  void samplesAreWholeValidAndMarkedIllustrative() throws Exception {
    for (String name : List.of(TIANJIN, TONGCHUAN)) {
      BenefitPolicy policy = read(sample(name));
      assertEquals(List.of(), PolicyValidation.problems(policy));
      assertTrue(policy.illustrative());
      assertEquals(name.substring(0, 6), policy.area());
      assertEquals(ServiceRules.DEFAULT.earliestRefillBp(), policy.rules().earliestRefillBp());
      assertTrue(policy.rules().secondPharmacist());
      assertTrue(policy.rules().codeFreeOn(LocalDate.of(2025, 12, 31)));
      assertFalse(policy.rules().codeFreeOn(LocalDate.of(2026, 1, 1)));
      assertTrue(
          policy
              .rules()
              .screeningRules()
              .severities()
              .contains(new CheckSeverity(ReviewCheck.NO_DIAGNOSIS, Severity.REFUSE)));
      assertEquals(Payer.DEFAULT_ORDER, policy.payerOrder());
      assertNull(policy.effectiveTo());
    }
    BenefitPolicy tongchuan = read(sample(TONGCHUAN));
    assertEquals(8_000, tongchuan.areaFactorBp(AreaKind.UNFILED));
    assertEquals(30_000_000, tongchuan.scheme("390").criticalIllness().cap().fen());
    Benefit ordinary = tongchuan.scheme("390").ordinaryOutpatient();
    assertEquals(0, ordinary.tiers().get(0).ratioBp(HospitalTier.TIER_3));
    assertEquals(12_000, ordinary.fundCap().fen());
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws Exception {
    String text = sample(TIANJIN);
    String without = text.substring(0, text.indexOf("payer_order:"));
    String usual = text.substring(0, text.indexOf("  second_pharmacist:"));
    assertEquals(read(usual), read(without));
    assertEquals(ServiceRules.DEFAULT, read(without).rules());
    String bare = without.replace("cap_basis: ELIGIBLE_COST\ncap_year: CALENDAR\n", "");
    assertEquals(read(usual), read(bare));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: 120100-2026 | idd: 120100-2026 | idd: is not a known key",
        "area: \"120100\" | area: [1] | area: is not a single value",
        "illustrative: true | illustrative: yes | illustrative: is not a valid truth value",
        "effective_from: 2026-01-01 | effective_from: 2026-02-30 | effective_from: is not a valid date",
        "cap_basis: ELIGIBLE_COST | cap_basis: COST | cap_basis: is not a valid choice",
        "cap_basis: ELIGIBLE_COST | area: \"1\" | area: stands twice",
        "deductible: {fen: 500_00} | deductible: {fen: 5e4} | guarantee.deductible.fen: is not a whole",
        "deductible: {fen: 500_00} | deductible: {fen: -1} | guarantee.deductible.fen: is -1",
        "deductible: {fen: 500_00} | deductible: {} | guarantee.deductible.fen: is missing",
        "hold_minutes: 30 | hold_minutes: 99999999999 | rules.hold_minutes: is not a whole number",
        "hold_minutes: 30 | hold_minutes: | rules.hold_minutes: is not a single value",
        "{check: ALLERGY, severity: REASON_REQUIRED} | {check: ALLERGY, severity: LATER} | severity: is not a valid choice",
        "{check: ALLERGY, severity: REASON_REQUIRED} | {check: NO_DIAGNOSIS, severity: WARN} | rules.screening.severities[7].check:",
        "warnings: [30, 7] | warnings: 30 | rules.warnings: is not a list",
        "warnings: [30, 7] | warnings: [7, 30] | rules.warnings[1].days_before: is not below",
        "field: HIFOB | field: HIFMI | critical_illness.field: does not belong to the scheme",
        "date: 2025-12-01 | day: 2025-12-01 | document.day: is not a known key",
        "filing_required: true | filed: true | out_of_area.filed: is not a known key",
        "most_per_day: 100_000_00 | most_per_day: -1 | out_of_area.most_per_day: is -1",
        "documents: [INVOICE | documents: [BILL | offline_claims.documents[0]: is not a valid choice",
        "days_to_file: 365 | days_to_file: 0 | offline_claims.days_to_file: is 0",
        "tier3_bp: 8000} | tier3_bp: 18000} | guarantee.tiers[0].tier3_bp: is 18000",
      })
  void problemsNameLineAndPath(String good, String bad, String expected) throws IOException {
    String text = sample(TIANJIN);
    int at = text.indexOf(good);
    String broken = text.substring(0, at) + bad + text.substring(at + good.length());
    long line = text.substring(0, at).lines().count() + (text.charAt(at - 1) == '\n' ? 1 : 0);
    List<String> problems = problems(broken);
    assertTrue(
        problems.stream().anyMatch(problem -> problem.contains(expected)),
        () -> "expected " + expected + " in " + problems);
    assertTrue(
        problems.stream().anyMatch(problem -> problem.startsWith("p.yaml:" + line + ": ")),
        () -> "expected line " + line + " in " + problems);
  }

  @Test
  void allProblemsAreToldAtOnceInTheOrderOfTheFile() throws IOException {
    String text =
        sample(TIANJIN).replace("ratio_bp: 7000", "ratio_bp: 7%").replace("\narea:", "\naera:");
    List<String> problems = problems(text);
    assertEquals(4, problems.size(), problems::toString);
    assertTrue(problems.get(0).endsWith(": area: is missing"), problems::toString);
    assertEquals("p.yaml:6: aera: is not a known key", problems.get(1));
  }

  @Test
  void brokenFilesAreToldNotThrown() {
    assertEquals(List.of("p.yaml:1: is empty"), problems(""));
    assertTrue(problems("a: [1, 2").get(0).contains("is not YAML"));
    assertTrue(problems("a: b: c").get(0).startsWith("p.yaml:1: is not YAML"));
    assertTrue(problems("just words").get(0).contains("is not a mapping"));
    assertTrue(problems("? [a]\n: 1").get(0).contains("not a plain name"));
    assertTrue(problems("id: &x [*x]").get(0).contains("aliases"));
    assertTrue(problems("[".repeat(100)).get(0).contains("is not YAML"));
    assertTrue(problems("!!java.net.URL [x]").get(0).startsWith("p.yaml:1: is not"));
  }
}
