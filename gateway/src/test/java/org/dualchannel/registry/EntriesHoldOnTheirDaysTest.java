package org.dualchannel.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Periods include both ends, days are Beijing's, and every check names what it found. */
class EntriesHoldOnTheirDaysTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  private static final Period MARCH = new Period(DAY.withDayOfMonth(1), DAY.withDayOfMonth(31));

  @Test
  void aPeriodIncludesBothEnds() {
    assertFalse(MARCH.contains(MARCH.from().minusDays(1)));
    assertTrue(MARCH.contains(MARCH.from()));
    assertTrue(MARCH.contains(MARCH.to()));
    assertFalse(MARCH.contains(MARCH.to().plusDays(1)));
    assertTrue(new Period(DAY, null).contains(LocalDate.MAX));
    assertFalse(new Period(null, null).contains(DAY));
    assertFalse(Period.anyContains(List.of(), DAY));
  }

  @Test
  void aDayBeginsAtMidnightInBeijing() {
    long start = CivilDate.startMs(DAY);
    assertEquals(DAY, CivilDate.of(start));
    assertEquals(DAY.minusDays(1), CivilDate.of(start - 1));
    assertEquals(DAY, CivilDate.of(start + 86_400_000L - 1));
    assertEquals(0, (start + 8 * 3_600_000L) % 86_400_000L);
  }

  @Test
  @Tag("S2-9")
  void levelsHaveTheirTiers() {
    for (int level = 1; level <= 11; level++) {
      HospitalTier expected =
          level <= 4 ? HospitalTier.TIER_3 : level <= 7 ? HospitalTier.TIER_2 : HospitalTier.TIER_1;
      assertEquals(expected, HospitalTier.ofLevel("%02d".formatted(level)));
    }
    for (String bad : List.of("00", "12", "3", "", "1x")) {
      assertFalse(HospitalTier.isLevel(bad));
      assertThrows(IllegalArgumentException.class, () -> HospitalTier.ofLevel(bad));
    }
  }

  @Test
  @Tag("S2-29")
  void onlyTheTwoUpperTitlesAreSenior() {
    for (Physician.Title title : Physician.Title.values()) {
      Physician physician = new Physician("D1", "n", title, List.of(), List.of());
      boolean senior = title == Physician.Title.ASSOCIATE_CHIEF || title == Physician.Title.CHIEF;
      assertEquals(senior, physician.refuseJunior() == null, title.name());
    }
  }

  @Test
  @Tag("S2-18")
  void aPracticeIsForItsPlaceAndTime() {
    Physician physician =
        new Physician(
            "D1", "n", Physician.Title.CHIEF, List.of(), List.of(new Practice("H1", MARCH)));
    assertNull(physician.refuseUnauthorised("H1", DAY));
    assertEquals(Reason.PHYSICIAN_NOT_AUTHORISED, physician.refuseUnauthorised("H2", DAY).reason());
    assertNotNull(physician.refuseUnauthorised("H1", MARCH.to().plusDays(1)));
    Pharmacist pharmacist = new Pharmacist("Y1", "n", List.of(new Practice("P1", MARCH)));
    assertNull(pharmacist.refuseNotAt("P1", DAY));
    assertNotNull(pharmacist.refuseNotAt("P2", DAY));
  }

  @Test
  @Tag("S2-6")
  void aNewFilingReplacesThePharmacysFormerOne() {
    Designations none = new Designations("H1", List.of());
    Designations filed = none.with(filing("P2", MARCH)).with(filing("P1", MARCH));
    assertEquals("P1", filed.filings().get(0).pharmacy(), "ordered by pharmacy");
    assertNull(filed.refuseUndesignated("P2", DAY));
    Designations revoked = filed.with(new Designation("H1", "P2", List.of(), "F", DAY));
    assertEquals(2, revoked.filings().size());
    assertEquals(Reason.PHARMACY_NOT_DESIGNATED, revoked.refuseUndesignated("P2", DAY).reason());
    assertNull(revoked.refuseUndesignated("P1", DAY));
  }

  @Test
  @Tag("S2-28")
  @Tag("S2-33")
  void aPersonIsJudgedByDay() {
    Person person =
        new Person(
            "120100",
            "1",
            Person.Sex.MALE,
            LocalDate.of(1960, 3, 3),
            "310",
            "1201",
            Person.Status.ACTIVE,
            MARCH,
            "",
            null,
            List.of(new Person.SpecialOutpatient("M01", MARCH)),
            List.of(new Person.Filing("610200", Person.Filing.Kind.REFERRAL, MARCH)));
    LocalDate after = MARCH.to().plusDays(1);
    assertNull(person.refuseOutOfBenefit(DAY));
    assertEquals("WAITING", standing(person, MARCH.from().minusDays(1)));
    assertEquals("ENDED", standing(person, after));
    assertEquals(65, person.ageOn(DAY));
    assertEquals(66, person.ageOn(DAY.plusDays(1)));
    assertTrue(person.retired());
    assertTrue(person.specialOutpatientFor(List.of("M00", "M01"), DAY));
    assertFalse(person.specialOutpatientFor(List.of("M01"), after));
    assertFalse(person.specialOutpatientFor(List.of(), DAY));
    assertNotNull(person.filingFor("610200", DAY));
    assertNull(person.filingFor("610200", after));
    assertNull(person.filingFor("310000", DAY));
  }

  private static String standing(Person person, LocalDate date) {
    return person.refuseOutOfBenefit(date).details().get(1).value();
  }

  private static Designation filing(String pharmacy, Period period) {
    return new Designation("H1", pharmacy, List.of(period), "F", DAY);
  }
}
