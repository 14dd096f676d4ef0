package org.dualchannel.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every kind of condition is met, unmet and unknown when it should be. */
@Tag("S2-45")
class RestrictionJudgementTest {
  private static final Patient NOBODY = Patient.UNKNOWN;

  private static void judges(
      String text, ClinicalFacts met, ClinicalFacts unmet, ClinicalFacts unknown)
      throws RestrictionSyntaxException {
    Restriction restriction = Restriction.parse(text);
    assertEquals(Truth.MET, restriction.truth(met), text);
    assertEquals(Truth.UNMET, restriction.truth(unmet), text);
    assertEquals(Truth.UNKNOWN, restriction.truth(unknown), text);

    Restriction negated = new Restriction.Not(restriction);
    assertEquals(Truth.UNMET, negated.truth(met), text);
    assertEquals(Truth.MET, negated.truth(unmet), text);
    assertEquals(Truth.UNKNOWN, negated.truth(unknown), text);

    assertSame(Evaluation.MET, restriction.evaluate(met));
    assertFalse(restriction.evaluate(unmet).met());
    assertTrue(restriction.evaluate(unmet).unmet().stream().anyMatch(u -> !u.unknown()), text);
    assertFalse(restriction.evaluate(unknown).met());
    assertTrue(restriction.evaluate(unknown).unmet().stream().anyMatch(u -> u.unknown()), text);
  }

  private static void judges(String text, Patient met, Patient unmet)
      throws RestrictionSyntaxException {
    judges(text, met.facts(), unmet.facts(), ClinicalFacts.UNKNOWN);
  }

  @Test
  void age() throws Exception {
    judges("age >= 10", NOBODY.age(10), NOBODY.age(9));
    judges("age <= 12", NOBODY.age(12), NOBODY.age(13));
    judges("age > 10", NOBODY.age(11), NOBODY.age(10));
    judges("age < 1", NOBODY.age(0), NOBODY.age(1));
    judges("age = 18", NOBODY.age(18), NOBODY.age(19));
  }

  @Test
  void sex() throws Exception {
    judges("sex(F)", NOBODY.sex(Sex.FEMALE), NOBODY.sex(Sex.MALE));
    judges("sex(M)", NOBODY.sex(Sex.MALE), NOBODY.sex(Sex.FEMALE));
  }

  @Test
  void diagnosisStandsForEveryCodeUnderIt() throws Exception {
    judges("diagnosis(M05, M06.9)", NOBODY.diagnosed("M05"), NOBODY.diagnosed("M06"));
    judges("diagnosis(M05)", NOBODY.diagnosed("I10", "m05.900x001"), NOBODY.diagnosed("M15.0"));
  }

  @Test
  void functionalClass() throws Exception {
    judges("who_fc(II, III)", NOBODY.who(FunctionalClass.III), NOBODY.who(FunctionalClass.IV));
  }

  @Test
  void lineOfTherapy() throws Exception {
    judges("line >= 2", NOBODY.line(2), NOBODY.line(1));
  }

  @Test
  void priorTherapyByClassMonthsAndResponse() throws Exception {
    String text = "prior(csDMARD, months >= 3, response < 50)";
    judges(text, NOBODY.had("csDMARD", 3, 49), NOBODY.had("csDMARD", 3, 50));
    judges(text, NOBODY.had("csdmard", 6, 0), NOBODY.had("csDMARD", 2, 49));
    judges(text, NOBODY.had("NSAID", 9, 9).had("csDMARD", 4, 9), NOBODY.had("NSAID", 4, 10));
    judges(text, NOBODY.had("csDMARD", 2, 80).had("csDMARD", 5, 20), NOBODY.cannotTake("csDMARD"));
    judges("prior(ICS)", NOBODY.had("ICS", 1, -1), NOBODY.had("ICS", 0, -1));
  }

  @Test
  void aResponseThatNobodyMeasuredIsUnknown() throws Exception {
    judges(
        "prior(csDMARD, months >= 3, response < 50)",
        NOBODY.had("csDMARD", 3, -1).had("csDMARD", 3, 10).facts(),
        NOBODY.had("csDMARD", 2, -1).facts(),
        NOBODY.had("csDMARD", 3, -1).facts());
  }

  @Test
  void contraindicatedOrFailed() throws Exception {
    String text = "contraindicated_or_failed(conventional, response < 50)";
    judges(text, NOBODY.cannotTake("conventional"), NOBODY.cannotTake("systemic"));
    judges(text, NOBODY.had("conventional", 1, 49), NOBODY.had("conventional", 1, 50));
    judges(
        "contraindicated_or_failed(conventional, months >= 3, response < 50)",
        NOBODY.had("conventional", 3, 49),
        NOBODY.had("conventional", 2, 49));
  }

  @Test
  void prescriberEvidenceAndStrength() throws Exception {
    judges(
        "specialty(rheumatology)",
        NOBODY.prescriber("internal", "Rheumatology"),
        NOBODY.prescriber("dermatology"));
    judges("evidence(IgE)", NOBODY.evidence("IgE"), NOBODY.evidence("IgG"));
    judges("strength(32mg)", NOBODY.strength("32mg"), NOBODY.strength("125mg"));
  }

  @Test
  void hospitalLevelSchemeVisitAndDays() throws Exception {
    Patient tier3 = NOBODY.visit("02", "310", "14", 28);
    Patient tier2 = NOBODY.visit("05", "390", "11", 29);
    judges("hospital_level(01, 02, 03, 04)", tier3, tier2);
    judges("scheme(310)", tier3, tier2);
    judges("visit(14)", tier3, tier2);
    judges("days <= 28", tier3, tier2);
  }

  @Test
  void combinations() throws Exception {
    judges(
        "all(age >= 18, sex(F))",
        NOBODY.age(18).sex(Sex.FEMALE).facts(),
        NOBODY.age(17).facts(),
        NOBODY.age(18).facts());
    judges(
        "any(age >= 18, sex(F))",
        NOBODY.sex(Sex.FEMALE).facts(),
        NOBODY.age(17).sex(Sex.MALE).facts(),
        NOBODY.age(17).facts());
  }

  @Test
  void whatIsUnknownMeetsNeitherAConditionNorItsNegation() throws Exception {
    Restriction restriction = Restriction.parse("not(prior(biologic))");
    assertTrue(restriction.evaluate(NOBODY.had("NSAID", 3, 10).facts()).met());
    assertFalse(restriction.evaluate(NOBODY.had("biologic", 3, 10).facts()).met());
    assertFalse(restriction.evaluate(ClinicalFacts.UNKNOWN).met());
  }

  @Test
  void onlyWhatIsInTheWayIsNamed() throws Exception {
    Evaluation evaluation =
        Restriction.parse(
                "all(diagnosis(M05), prior(csDMARD, months >= 3, response < 50),"
                    + " specialty(rheumatology), any(age >= 18, sex(F)), not(diagnosis(Z33)))")
            .evaluate(NOBODY.diagnosed("M05.9", "Z33").had("csDMARD", 2, 10).age(17).facts());
    assertFalse(evaluation.met());
    assertEquals(
        List.of(
            new Evaluation.Unmet(
                "prior(csDMARD, months >= 3, response < 50)",
                false,
                "csDMARD therapy given for at least 3 months, response under 50 %",
                "已接受传统DMARDs治疗，时间不低于3个月，疗效低于50%"),
            new Evaluation.Unmet(
                "specialty(rheumatology)",
                true,
                "prescriber of specialty rheumatology",
                "处方医师专科为 风湿病专科"),
            new Evaluation.Unmet("age >= 18", false, "age at least 18 years", "年龄不低于18岁"),
            new Evaluation.Unmet("sex(F)", true, "female", "女性"),
            new Evaluation.Unmet("not(diagnosis(Z33))", false, "not diagnosis Z33", "不属于：诊断为 Z33")),
        evaluation.unmet());
    assertEquals(
        "prior(csDMARD, months >= 3, response < 50); specialty(rheumatology); age >= 18; sex(F);"
            + " not(diagnosis(Z33))",
        evaluation.summary());
  }

  @Test
  void randomJudgementsNameAConditionExactlyWhenTheyAreNotMet() {
    long seed = 245L;
    RandomRestrictions random = new RandomRestrictions(seed);
    int met = 0;
    for (int i = 0; i < 20_000; i++) {
      Restriction restriction = random.next(1 + i % 5);
      ClinicalFacts facts = random.facts();
      Evaluation evaluation = restriction.evaluate(facts);
      String message = "seed " + seed + ": " + restriction.text() + " of " + facts;
      assertEquals(restriction.truth(facts) == Truth.MET, evaluation.met(), message);
      assertEquals(evaluation.met(), evaluation.unmet().isEmpty(), message);
      for (Evaluation.Unmet unmet : evaluation.unmet()) {
        assertFalse(unmet.english().isBlank() || unmet.chinese().isBlank(), message);
      }
      assertEquals(
          restriction.truth(facts),
          new Restriction.Not(new Restriction.Not(restriction)).truth(facts),
          message);
      met += evaluation.met() ? 1 : 0;
    }
    assertTrue(met > 1_000 && met < 19_000, "seed " + seed + ": met " + met);
  }
}
