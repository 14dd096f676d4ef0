package org.dualchannel.cli.load;

import static org.dualchannel.catalogue.FunctionalClass.I;
import static org.dualchannel.catalogue.FunctionalClass.II;
import static org.dualchannel.catalogue.FunctionalClass.III;
import static org.dualchannel.catalogue.FunctionalClass.IV;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.dualchannel.catalogue.ClinicalFacts;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.Evaluation;
import org.dualchannel.catalogue.FunctionalClass;
import org.dualchannel.catalogue.Patient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of the 23 negotiated drugs is paid for within its remark and not outside it. */
@Tag("S2-44")
@Tag("S2-45")
class NegotiatedDrugsTest {
  private static final Patient ANYONE = Patient.UNKNOWN;
  private static final String MODERATE = "severity-moderate";

  private static Evaluation judge(Drug drug, Patient patient) {
    return SampleCatalogue.CATALOGUE.evaluate(drug, patient.facts());
  }

  private static void paid(String molecule, Patient... patients) {
    for (Patient patient : patients) {
      Evaluation evaluation = judge(SampleCatalogue.drug(molecule), patient);
      assertTrue(evaluation.met(), () -> patient + " lacks " + evaluation.summary());
    }
  }

  private static void refused(String molecule, Patient... patients) {
    for (Patient patient : patients) {
      assertFalse(judge(SampleCatalogue.drug(molecule), patient).met(), patient::toString);
    }
  }

  /** Refused for exactly these conditions. */
  private static void refusedFor(String molecule, Patient patient, String... conditions) {
    Evaluation evaluation = judge(SampleCatalogue.drug(molecule), patient);
    assertEquals(
        List.of(conditions), evaluation.unmet().stream().map(Evaluation.Unmet::condition).toList());
  }

  @Test
  void row1MiglustatForNiemannPickDiseaseTypeC() {
    Patient patient = ANYONE.diagnosed("E75.2").evidence("niemann-pick-C");
    paid("miglustat", patient, patient.diagnosed("E75.200x021"));
    refusedFor("miglustat", patient.evidence("gaucher"), "evidence(niemann-pick-C)");
    refusedFor("miglustat", patient.diagnosed("E75.1"), "diagnosis(E75.2)");
  }

  @Test
  void row2VedolizumabAsSecondLineOfActiveBowelDisease() {
    Patient patient = ANYONE.diagnosed("K51.9").evidence("severity-moderate").line(2);
    paid(
        "vedolizumab",
        patient,
        patient.line(3),
        patient.diagnosed("K50.0"),
        patient.evidence("severity-severe"));
    refusedFor("vedolizumab", patient.line(1), "line >= 2");
    refused("vedolizumab", patient.diagnosed("K52.9"), patient.evidence("severity-mild"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"selexipag", "macitentan"})
  void rows3And6ForPulmonaryHypertensionOfGroup1InClassesIIAndIII(String molecule) {
    Patient primary = ANYONE.diagnosed("I27.0");
    Patient associated = ANYONE.diagnosed("I27.2").evidence("PAH-group-1");
    paid(molecule, primary.who(II), primary.who(III), associated.who(II), associated.who(III));
    refused(molecule, primary.who(I), primary.who(IV), associated.who(IV), primary);
    refused(molecule, associated.evidence("PAH-group-3").who(II), ANYONE.diagnosed("I10").who(II));
    refused(molecule, associated.diagnosed("I10").who(II));
  }

  @Test
  void row4BosentanDispersible32MgForChildrenOf3To12() {
    Drug drug = SampleCatalogue.drug("bosentan", "32mg");
    Patient child = ANYONE.strength("32mg").diagnosed("I27.0");
    Patient congenital =
        ANYONE.strength("32mg").diagnosed("I27.2").evidence("PAH-congenital").age(7);
    assertTrue(judge(drug, child.age(3)).met());
    assertTrue(judge(drug, child.age(12)).met());
    assertTrue(judge(drug, congenital).met());
    assertFalse(judge(drug, child.age(2)).met());
    assertFalse(judge(drug, child.age(13)).met());
    assertFalse(judge(drug, child).met());
    assertFalse(judge(drug, congenital.evidence("PAH-group-1")).met());
    assertFalse(judge(drug, congenital.diagnosed("I10")).met());
    assertFalse(judge(drug, child.age(7).strength("125mg")).met());
    // The class that the tablet asks for is no condition of the dispersible form.
    assertTrue(judge(drug, child.age(7).who(I)).met());
  }

  @Test
  void row4Bosentan125MgForClassesIIToIVAtAnyAge() {
    Drug drug = SampleCatalogue.drug("bosentan", "125mg");
    Patient patient = ANYONE.strength("125mg").diagnosed("I27.0").age(40);
    for (FunctionalClass paid : new FunctionalClass[] {II, III, IV}) {
      assertTrue(judge(drug, patient.who(paid)).met());
      assertTrue(judge(drug, patient.who(paid).age(13)).met());
    }
    assertFalse(judge(drug, patient.who(I)).met());
    assertFalse(judge(drug, patient).met());
    assertFalse(judge(drug, patient.who(II).strength("32mg")).met());
    assertFalse(judge(drug, patient.who(II).diagnosed("I27.2")).met());
    Patient associated = patient.who(II).diagnosed("I27.2").evidence("PAH-group-1");
    assertTrue(judge(drug, associated).met());
    assertFalse(judge(drug, associated.diagnosed("I10")).met());
  }

  @Test
  void row5RiociguatForChronicThromboembolicHypertension() {
    Patient patient = ANYONE.diagnosed("I27.2").evidence("CTEPH-inoperable");
    paid("riociguat", patient.who(II), patient.who(III).evidence("CTEPH-after-surgery"));
    refused("riociguat", patient.who(I), patient.who(IV), patient);
    refused("riociguat", patient.who(II).evidence("CTEPH-operable"));
    refused("riociguat", patient.who(II).diagnosed("I26.9"));
  }

  @Test
  void row5RiociguatAsSecondLineOfArterialHypertension() {
    Patient patient = ANYONE.diagnosed("I27.0").who(II);
    paid("riociguat", patient.line(2), patient.line(2).who(III));
    Patient associated = patient.line(2).diagnosed("I27.2").evidence("PAH-group-1");
    paid("riociguat", associated);
    refused("riociguat", patient.line(1), patient, patient.line(2).who(IV));
    refused("riociguat", associated.evidence("PAH-group-3"), associated.diagnosed("I10"));
  }

  @Test
  void row7DupilumabForAtopicDermatitisWhenConventionalTherapyIsNoWay() {
    Patient patient = ANYONE.diagnosed("L20.9").evidence(MODERATE);
    paid(
        "dupilumab",
        patient.had("conventional", 3, 49),
        patient.cannotTake("conventional"),
        patient.evidence("severity-severe").had("conventional", 1, 0));
    refusedFor(
        "dupilumab",
        patient.had("conventional", 3, 50),
        "contraindicated_or_failed(conventional, response < 50)");
    refused(
        "dupilumab",
        patient,
        patient.evidence("severity-mild").cannotTake("conventional"),
        patient.diagnosed("L40.0").cannotTake("conventional"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"octreotide", "lanreotide"})
  void rows8And9ForAcromegalyOnly(String molecule) {
    paid(molecule, ANYONE.diagnosed("E22.0"), ANYONE.diagnosed("I10", "E22.001"));
    // Neuroendocrine tumours stand in the first remark of octreotide; the second leaves them out.
    refusedFor(molecule, ANYONE.diagnosed("D37.7", "C25.4"), "diagnosis(E22.0)");
    refused(molecule, ANYONE.diagnosed("E22.1"));
  }

  private static final Patient ARTHRITIS =
      ANYONE.diagnosed("M05.9").prescriber("rheumatology").had("csDMARD", 3, 49);

  private static final Patient SPONDYLITIS =
      ANYONE.diagnosed("M45").prescriber("rheumatology").had("NSAID", 3, 49);

  private static void paidForArthritis(String molecule) {
    paid(
        molecule,
        ARTHRITIS,
        ARTHRITIS.diagnosed("M06.0"),
        ARTHRITIS.diagnosed("M06.8"),
        ARTHRITIS.diagnosed("M06.9"),
        ARTHRITIS.had("csDMARD", 6, 0));
    refused(
        molecule,
        ARTHRITIS.noPriorTherapies().had("csDMARD", 2, 49),
        ARTHRITIS.noPriorTherapies().had("csDMARD", 3, 50),
        ARTHRITIS.noPriorTherapies().cannotTake("csDMARD"),
        ARTHRITIS.noPriorTherapies().had("NSAID", 3, 49),
        ARTHRITIS.diagnosed("M06.1"),
        ARTHRITIS.prescriber("orthopaedics"),
        ARTHRITIS.prescriber());
  }

  private static void paidForSpondylitis(String molecule) {
    paid(molecule, SPONDYLITIS, SPONDYLITIS.diagnosed("M45.x00"));
    refused(
        molecule,
        SPONDYLITIS.noPriorTherapies().had("NSAID", 2, 49),
        SPONDYLITIS.noPriorTherapies().had("NSAID", 3, 50),
        SPONDYLITIS.noPriorTherapies().had("csDMARD", 3, 49),
        // The stage before radiographic signs.
        SPONDYLITIS.diagnosed("M46.8"),
        SPONDYLITIS.prescriber("dermatology"));
  }

  private static void paidForPsoriasis(String molecule, String therapy, Patient patient) {
    paid(
        molecule,
        patient.cannotTake(therapy),
        patient.evidence("severity-severe").had(therapy, 1, 49),
        patient.prescriber("dermatology").cannotTake(therapy));
    refused(
        molecule,
        patient,
        patient.had(therapy, 1, 50),
        patient.evidence("severity-mild").cannotTake(therapy),
        patient.diagnosed("L40.5").cannotTake(therapy));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tofacitinib", "baricitinib"})
  void rows10And14ForArthritisByARheumatologist(String molecule) {
    paidForArthritis(molecule);
    refused(molecule, SPONDYLITIS);
    refusedFor(molecule, ARTHRITIS.prescriber("dermatology"), "specialty(rheumatology)");
  }

  @Test
  void row11TeriflunomideForMultipleSclerosisThatConventionalTherapyDidNotHelp() {
    Patient patient = ANYONE.diagnosed("G35");
    paid("teriflunomide", patient.had("conventional", 1, 49));
    refused(
        "teriflunomide",
        patient,
        patient.had("conventional", 1, 50),
        patient.cannotTake("conventional"),
        ANYONE.diagnosed("G36.0").had("conventional", 1, 49));
  }

  @Test
  void row12SiponimodForAdults() {
    Patient patient = ANYONE.diagnosed("G35").evidence("relapsing-MS");
    paid("siponimod", patient.age(18));
    refusedFor("siponimod", patient.age(17), "age >= 18");
    refused("siponimod", patient, patient.age(18).evidence("primary-progressive-MS"));
    refused("siponimod", patient.age(18).diagnosed("G37.3"));
  }

  @Test
  void row13FingolimodFromTheAgeOf10() {
    Patient patient = ANYONE.diagnosed("G35").evidence("relapsing-MS");
    paid("fingolimod", patient.age(10), patient.age(70));
    refusedFor("fingolimod", patient.age(9), "age >= 10");
    refused("fingolimod", patient.age(10).diagnosed("G37.3"));
    refused("fingolimod", patient, patient.age(10).evidence("primary-progressive-MS"));
  }

  @Test
  void row15AdalimumabForItsThreeIndications() {
    paidForArthritis("adalimumab");
    paidForSpondylitis("adalimumab");
    paidForPsoriasis("adalimumab", "systemic", ANYONE.diagnosed("L40.0").evidence(MODERATE));
    refused("adalimumab", ANYONE.diagnosed("K50.9").line(2));
  }

  @Test
  void row16InfliximabForItsFourGroups() {
    paidForArthritis("infliximab");
    paidForSpondylitis("infliximab");

    Patient severe = ANYONE.diagnosed("L40.0").evidence("severity-severe");
    paidForPsoriasis("infliximab", "systemic", severe);
    refused("infliximab", severe.evidence("severity-moderate").cannotTake("systemic"));

    paid("infliximab", ANYONE.diagnosed("K50.1").line(2));
    refused("infliximab", ANYONE.diagnosed("K50.1").line(1), ANYONE.diagnosed("K50.1"));

    Patient colitis = ANYONE.diagnosed("K51.0").line(2);
    paid("infliximab", colitis.evidence("severity-moderate"), colitis.evidence("severity-severe"));
    refused("infliximab", colitis, colitis.evidence("severity-moderate").line(1));
    refused("infliximab", colitis.diagnosed("K52.9").evidence("severity-moderate"));
  }

  @Test
  void row17EtanerceptForArthritisAndSpondylitis() {
    paidForArthritis("etanercept");
    paidForSpondylitis("etanercept");
    refused("etanercept", ANYONE.diagnosed("L40.0").evidence(MODERATE).cannotTake("systemic"));
  }

  @Test
  void row18SecukinumabForSpondylitisAndPsoriasis() {
    paidForSpondylitis("secukinumab");
    paidForPsoriasis("secukinumab", "conventional", ANYONE.diagnosed("L40.0").evidence(MODERATE));
    refused("secukinumab", ARTHRITIS);
  }

  @Test
  void row19NintedanibForFibrosisOfTheLung() {
    paid("nintedanib", ANYONE.diagnosed("J84.1").evidence("IPF"));
    paid("nintedanib", ANYONE.diagnosed("M34.8", "J99.1"), ANYONE.diagnosed("J84.1", "M34.0"));
    refused(
        "nintedanib",
        ANYONE.diagnosed("J84.1"),
        ANYONE.diagnosed("M34.8"),
        ANYONE.diagnosed("J84.0").evidence("IPF"));
  }

  @Test
  void row20DeutetrabenazineForHuntingtonAtAnyAgeAndTardiveDyskinesiaOfAdults() {
    Patient tardive = ANYONE.diagnosed("G24.0").evidence("tardive-dyskinesia");
    paid("deutetrabenazine", ANYONE.diagnosed("G10"), tardive.age(18));
    refused(
        "deutetrabenazine",
        tardive.age(17),
        tardive,
        tardive.age(18).evidence("acute-dystonia"),
        tardive.age(18).diagnosed("G25.5"),
        ANYONE.diagnosed("G25.5").age(18));
  }

  @Test
  void row21EdaravoneForAmyotrophicLateralSclerosis() {
    paid("edaravone", ANYONE.diagnosed("G12.2").evidence("ALS"));
    refused("edaravone", ANYONE.diagnosed("G12.2"), ANYONE.diagnosed("G12.1").evidence("ALS"));
  }

  @Test
  void row22DeferasiroxForEveryone() {
    assertEquals(null, SampleCatalogue.drug("deferasirox").restriction());
    paid("deferasirox", ANYONE, ANYONE.diagnosed("D56.1").age(2));
  }

  @Test
  void row23OmalizumabForAllergicAsthmaWithProofOfIgE() {
    Patient patient =
        ANYONE
            .diagnosed("J45.0")
            .had("ICS", 3, -1)
            .had("LABA", 3, -1)
            .evidence("severity-moderate", "IgE", "uncontrolled-asthma");
    paid("omalizumab", patient, patient.evidence("severity-severe", "IgE", "uncontrolled-asthma"));
    refusedFor(
        "omalizumab",
        patient.evidence("severity-moderate", "uncontrolled-asthma"),
        "evidence(IgE)");
    refusedFor(
        "omalizumab",
        patient.evidence("severity-moderate", "IgE"),
        "evidence(uncontrolled-asthma)");
    refusedFor("omalizumab", patient.noPriorTherapies().had("ICS", 3, -1), "prior(LABA)");
    refusedFor("omalizumab", patient.noPriorTherapies().had("LABA", 3, -1), "prior(ICS)");
    refused("omalizumab", patient.diagnosed("J45.1"));
    refused("omalizumab", patient.evidence("severity-mild", "IgE", "uncontrolled-asthma"));
  }

  static Stream<Drug> restricted() {
    return SampleCatalogue.CATALOGUE.version().drugs().stream()
        .filter(drug -> drug.onGuaranteeList() && drug.restriction() != null);
  }

  @Test
  void nobodyOfWhomNothingIsKnownIsPaidFor() {
    assertEquals(23, restricted().count());
    restricted()
        .forEach(
            drug ->
                assertFalse(
                    SampleCatalogue.CATALOGUE.evaluate(drug, ClinicalFacts.UNKNOWN).met(),
                    drug::molecule));
  }
}
