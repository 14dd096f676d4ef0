package org.dualchannel.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.catalogue.Caution;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.ItemType;
import org.dualchannel.catalogue.PriceBasis;
import org.dualchannel.prescription.ClinicalNotes;
import org.dualchannel.prescription.Diagnosis;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.ReviewCheck;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Person;
import org.dualchannel.screening.ScreeningRules.CheckSeverity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A prescription without fault is found faultless; each fault is found by its check, and only so.
 */
class EveryCheckFindsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
  private static final String STATIN = "XC10AAA001A001010100001";
  private static final String OTHER_STATIN = "XC10AAA002A001010100001";
  private static final String BOSENTAN = "XC02KXS004A001010110004";
  private static final String FIBRATE = "XC10ABA001A001010100001";
  private static final String PIECES = "T000000001";

  private static final Catalogue CATALOGUE =
      Catalogue.of(
          new CatalogueVersion(
              "v",
              TODAY,
              "title",
              "document",
              List.of(
                  drug(STATIN, "atorvastatin", "阿托伐他汀", ItemType.WESTERN, null),
                  drug(OTHER_STATIN, "rosuvastatin", "瑞舒伐他汀", ItemType.WESTERN, null),
                  drug(FIBRATE, "fenofibrate", "非诺贝特", ItemType.WESTERN, null),
                  drug(BOSENTAN, "bosentan", "波生坦", ItemType.WESTERN, "age >= 3"),
                  drug(PIECES, "huangqi", "黄芪", ItemType.DECOCTION_PIECES, null))));

  private final List<Diagnosis> diagnoses = new ArrayList<>(List.of(new Diagnosis("I27.0", "PAH")));
  private final List<Draft.Line> lines = new ArrayList<>();
  private final List<Draft.Justification> justifications = new ArrayList<>();
  private List<String> allergies = List.of();
  private String visitType = "11";
  private boolean longTerm;
  private boolean pregnant;
  private boolean lactating;
  private LocalDate born = LocalDate.of(1980, 1, 1);
  private String running = "";

  @Test
  @Tag("S2-18")
  void aDrugOfRestrictedUseNeedsTheHospitalsApproval() {
    found(List.of(), line(BOSENTAN));
    found(List.of(ReviewCheck.HOSPITAL_APPROVAL), unapproved("", BOSENTAN));
    found(List.of(), unapproved("", STATIN));
    found(List.of(), unapproved("own wish", BOSENTAN));
  }

  @Test
  @Tag("S2-19")
  void aPrescriptionIsWrittenAsItHasToBe() {
    found(List.of(), line(STATIN));
    found(List.of(ReviewCheck.USAGE_UNCLEAR), usage(" ", "mg", "QD", "oral"));
    found(List.of(ReviewCheck.USAGE_UNCLEAR), usage("20", "mg", "QD", "不详"));
    found(List.of(ReviewCheck.USAGE_AS_DIRECTED), usage("20", "mg", "遵医嘱", "口服"));
    found(List.of(ReviewCheck.USAGE_AS_DIRECTED), usage("20", "mg", "As directed", "oral"));
    found(List.of(), named("阿托伐他汀"));
    found(List.of(), named(" Atorvastatin"));
    found(List.of(ReviewCheck.NAME_NOT_GENERIC), named("立普妥"));
    found(List.of(ReviewCheck.PIECES_WITH_OTHERS), line(STATIN), line(PIECES));
    found(List.of(), line(PIECES));
    diagnoses.set(0, new Diagnosis("", ""));
    found(List.of(ReviewCheck.NO_DIAGNOSIS), line(STATIN));
  }

  @Test
  @Tag("S2-19")
  void noMoreDaysThanUsualUnlessTheDiseaseIsChronic() {
    found(List.of(), days(7));
    found(List.of(ReviewCheck.OVER_USUAL_DAYS), days(8));
    visitType = "13";
    found(List.of(), days(3));
    found(List.of(ReviewCheck.OVER_USUAL_DAYS), days(4));
    visitType = "14";
    found(List.of(), days(28));
    visitType = "11";
    longTerm = true;
    found(List.of(), days(28));
  }

  @Test
  @Tag("S2-19")
  void noMoreDrugsThanThePolicySays() {
    ScreeningRules two = new ScreeningRules(2, 7, 3, List.of());
    lines.addAll(List.of(line(STATIN), line(FIBRATE), line(STATIN)));
    assertFalse(checks(review(two)).contains(ReviewCheck.TOO_MANY_DRUGS), "one drug twice is one");
    lines.add(line(BOSENTAN));
    assertTrue(checks(review(two)).contains(ReviewCheck.TOO_MANY_DRUGS));
  }

  @Test
  @Tag("S2-20")
  void aDrugSuitsItsPatient() {
    allergies = List.of("青霉素", "波生坦片");
    found(List.of(ReviewCheck.ALLERGY), line(BOSENTAN));
    found(List.of(), line(STATIN));
    allergies = List.of("BOSENTAN");
    found(List.of(ReviewCheck.ALLERGY), line(BOSENTAN));
    allergies = List.of();
    pregnant = true;
    found(List.of(ReviewCheck.PREGNANCY), line(BOSENTAN));
    found(List.of(), line(STATIN));
    pregnant = false;
    lactating = true;
    found(List.of(ReviewCheck.LACTATION), line(BOSENTAN));
    lactating = false;
    born = TODAY.minusYears(3).plusDays(1);
    found(List.of(ReviewCheck.CHILD), line(BOSENTAN));
    born = TODAY.minusYears(3);
    found(List.of(), line(BOSENTAN));
  }

  @Test
  @Tag("S2-20")
  void nothingTwice() {
    found(List.of(ReviewCheck.DUPLICATE_MOLECULE), line(STATIN), line(STATIN));
    found(List.of(ReviewCheck.DUPLICATE_CLASS), line(STATIN), line(OTHER_STATIN));
    found(List.of(), line(STATIN), line(FIBRATE));
    running = "bosentan";
    found(List.of(ReviewCheck.OVERLAP), line(BOSENTAN));
    found(List.of(), line(STATIN));
  }

  @Test
  @Tag("S2-19")
  @Tag("S2-20")
  void thePolicySaysHowSevereAFindingIs() {
    lines.add(days(8));
    for (Severity severity : Severity.values()) {
      List<Finding> findings = review(rules(severity));
      assertEquals(severity == Severity.OFF ? 0 : 1, findings.size());
      boolean refuses = severity == Severity.REASON_REQUIRED || severity == Severity.REFUSE;
      assertEquals(refuses, findings.stream().anyMatch(Finding::refuses), severity.name());
    }
    justifications.add(new Draft.Justification(ReviewCheck.OVER_USUAL_DAYS, "lives far away"));
    assertFalse(review(rules(Severity.REASON_REQUIRED)).get(0).refuses());
    assertEquals("lives far away", review(rules(Severity.WARN)).get(0).reason());
    assertTrue(review(rules(Severity.REFUSE)).get(0).refuses(), "no reason helps");
  }

  @Test
  void everyCheckHasItsWords() {
    Set<ReviewCheck.Family> families = EnumSet.noneOf(ReviewCheck.Family.class);
    for (ReviewCheck check : ReviewCheck.values()) {
      assertFalse(check.english().isEmpty() || check.chinese().isEmpty(), check.name());
      families.add(check.family());
    }
    assertEquals(EnumSet.allOf(ReviewCheck.Family.class), families);
  }

  private static ScreeningRules rules(Severity severity) {
    return new ScreeningRules(
        5, 7, 3, List.of(new CheckSeverity(ReviewCheck.OVER_USUAL_DAYS, severity)));
  }

  private void found(List<ReviewCheck> expected, Draft.Line... prescribed) {
    lines.clear();
    lines.addAll(List.of(prescribed));
    assertEquals(expected, checks(review(ScreeningRules.DEFAULT)));
  }

  private static List<ReviewCheck> checks(List<Finding> findings) {
    return findings.stream().map(Finding::check).toList();
  }

  private List<Finding> review(ScreeningRules rules) {
    ClinicalNotes notes =
        new ClinicalNotes(null, 0, List.of(), List.of(), 0, pregnant, lactating, allergies);
    Draft draft =
        new Draft(
            "H",
            "1",
            "D",
            "",
            "p",
            "310",
            visitType,
            "01",
            0,
            0,
            longTerm,
            diagnoses,
            notes,
            "",
            null,
            lines,
            0,
            0,
            justifications);
    Person person =
        new Person(
            "120100",
            "p",
            Person.Sex.FEMALE,
            born,
            "310",
            "1101",
            Person.Status.ACTIVE,
            new Period(born, null),
            "",
            null,
            List.of(),
            List.of());
    return Screening.review(draft, person, CATALOGUE, TODAY, running::equals, rules);
  }

  private static Draft.Line line(String drug) {
    return new Draft.Line(drug, 10_000, 7, "20", "mg", "QD", "oral", "", null, true);
  }

  private static Draft.Line unapproved(String selfPayReason, String drug) {
    return new Draft.Line(drug, 10_000, 7, "20", "mg", "QD", "oral", selfPayReason, null, false);
  }

  private static Draft.Line days(int days) {
    return new Draft.Line(STATIN, 10_000, days, "20", "mg", "QD", "oral", "", null, true);
  }

  private static Draft.Line usage(String dose, String unit, String frequency, String route) {
    return new Draft.Line(STATIN, 10_000, 7, dose, unit, frequency, route, "", null, true);
  }

  private static Draft.Line named(String name) {
    return new Draft.Line(STATIN, 10_000, 7, "20", "mg", "QD", "oral", "", name, true);
  }

  private static Drug drug(
      String code, String molecule, String nameZh, ItemType type, String restriction) {
    List<Caution> cautions =
        restriction == null
            ? List.of()
            : List.of(
                new Caution(Caution.Kind.PREGNANCY, 0),
                new Caution(Caution.Kind.LACTATION, 0),
                new Caution(Caution.Kind.CHILD, 3));
    return new Drug(
        code,
        molecule,
        nameZh,
        molecule,
        type,
        "片剂",
        "20mg",
        "20mg",
        "片",
        1,
        List.of(),
        false,
        0,
        null,
        null,
        0,
        List.of(),
        PriceBasis.NONE,
        restriction,
        "",
        "",
        List.of(),
        cautions);
  }
}
