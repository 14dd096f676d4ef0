package org.dualchannel.decide;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.registry.Designation;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Physician;
import org.dualchannel.registry.Physician.Title;
import org.dualchannel.registry.Place;
import org.dualchannel.registry.Practice;

/** Who is registered in the test city. */
final class TestRegistry {
  static final LocalDate START = LocalDate.of(2026, 3, 2);
  static final Period ALWAYS = new Period(LocalDate.of(2020, 1, 1), null);
  static final String AREA = "120100";
  static final String OTHER_AREA = "610200";

  /** Tier 3. */
  static final String HOSPITAL = "H12010000001";

  /** Tier 3 as well. */
  static final String OTHER_HOSPITAL = "H12010000002";

  /** Tier 2. */
  static final String DISTRICT_HOSPITAL = "H12010000003";

  static final String PHARMACY = "P12010000001";
  static final String OTHER_PHARMACY = "P12010000002";

  /** Without cold chain, and it holds one prescription at a time. */
  static final String SMALL_PHARMACY = "P12010000003";

  /** Qualified, but no hospital has filed it. */
  static final String UNFILED_PHARMACY = "P12010000004";

  static final List<String> PHARMACIES =
      List.of(PHARMACY, OTHER_PHARMACY, SMALL_PHARMACY, UNFILED_PHARMACY);

  /** Dermatologist and haematologist, senior, at every hospital. */
  static final String CHIEF = "D120100000001";

  /** Rheumatologist, senior, at HOSPITAL. */
  static final String RHEUMATOLOGIST = "D120100000002";

  /** Not senior, at HOSPITAL. */
  static final String RESIDENT_PHYSICIAN = "D120100000003";

  /** In the other area; see {@link #hospitalOfOtherArea}. */
  static final String FAR_HOSPITAL = "H61020000001";

  static final String FAR_PHYSICIAN = "D610200000001";

  static final String EMPLOYEE = "10000001";
  static final String RETIREE = "10000002";
  static final String RESIDENT = "10000003";

  /** A resident in assistance group 5B. */
  static final String POOR = "10000004";

  static final String OTHER_EMPLOYEE = "10000005";

  private TestRegistry() {}

  static String pharmacistOf(String place) {
    return (place.startsWith("P") ? "Y1" : "Y2") + place.substring(1);
  }

  static String reviewerAt(String place) {
    return (place.startsWith("P") ? "Y3" : "Y4") + place.substring(1);
  }

  static Body.ImportRegistry everyone() {
    return new Body.ImportRegistry(
        List.of(
            institution(HOSPITAL, "01", ALWAYS),
            institution(OTHER_HOSPITAL, "02", ALWAYS),
            institution(DISTRICT_HOSPITAL, "06", ALWAYS)),
        List.of(
            physician(
                CHIEF, Title.CHIEF, "dermatology", HOSPITAL, OTHER_HOSPITAL, DISTRICT_HOSPITAL),
            physician(RHEUMATOLOGIST, Title.ASSOCIATE_CHIEF, "rheumatology", HOSPITAL),
            physician(RESIDENT_PHYSICIAN, Title.ATTENDING, "dermatology", HOSPITAL)),
        List.of(
            pharmacy(PHARMACY, true, 0),
            pharmacy(OTHER_PHARMACY, true, 0),
            pharmacy(SMALL_PHARMACY, false, 1),
            pharmacy(UNFILED_PHARMACY, true, 0)),
        List.of(
            pharmacist(PHARMACY),
            pharmacist(OTHER_PHARMACY),
            pharmacist(SMALL_PHARMACY),
            pharmacist(UNFILED_PHARMACY),
            pharmacist(HOSPITAL),
            pharmacist(OTHER_HOSPITAL),
            pharmacist(DISTRICT_HOSPITAL),
            reviewer(PHARMACY),
            reviewer(OTHER_PHARMACY),
            reviewer(SMALL_PHARMACY),
            reviewer(UNFILED_PHARMACY),
            reviewer(HOSPITAL),
            reviewer(OTHER_HOSPITAL),
            reviewer(DISTRICT_HOSPITAL)),
        List.of(
            filing(HOSPITAL, PHARMACY, ALWAYS),
            filing(HOSPITAL, OTHER_PHARMACY, ALWAYS),
            filing(HOSPITAL, SMALL_PHARMACY, ALWAYS),
            filing(OTHER_HOSPITAL, PHARMACY, ALWAYS),
            filing(DISTRICT_HOSPITAL, PHARMACY, ALWAYS)),
        List.of(
            person(EMPLOYEE, "310", "1101", ""),
            person(RETIREE, "310", "1201", ""),
            person(RESIDENT, "390", "1101", ""),
            person(POOR, "390", "1101", "5B"),
            person(OTHER_EMPLOYEE, "310", "1101", "")),
        List.of(new Body.AccountBalance(EMPLOYEE, 500_000)));
  }

  static Institution institution(String code, String level, Period... designated) {
    return new Institution(
        code,
        "hospital " + code,
        AREA,
        level,
        List.of(designated),
        false,
        new Place(39_100_000, 117_200_000));
  }

  /** A hospital of the other area, tier 3, with a physician and a pharmacist of its own. */
  static Body.ImportRegistry hospitalOfOtherArea(boolean acrossProvinces) {
    return entries(
        List.of(
            new Institution(
                FAR_HOSPITAL, "far", OTHER_AREA, "01", List.of(ALWAYS), acrossProvinces, null)),
        List.of(physician(FAR_PHYSICIAN, Title.CHIEF, "haematology", FAR_HOSPITAL)),
        List.of(),
        List.of(pharmacist(FAR_HOSPITAL), reviewer(FAR_HOSPITAL)));
  }

  /** The employee, with care filed in the other area. */
  static Person employeeFiling(Person.Filing... filings) {
    Person person = person(EMPLOYEE, "310", "1101", "");
    return new Person(
        person.area(),
        person.number(),
        person.sex(),
        person.birthDate(),
        person.scheme(),
        person.personType(),
        person.status(),
        person.benefit(),
        person.assistanceGroup(),
        person.annualIncomeFen(),
        List.of(),
        List.of(filings));
  }

  static Physician physician(String code, Title title, String specialty, String... hospitals) {
    List<Practice> practices =
        List.of(hospitals).stream().map(hospital -> new Practice(hospital, ALWAYS)).toList();
    return new Physician(code, "physician " + code, title, List.of(specialty), practices);
  }

  static Pharmacy pharmacy(String code, boolean coldChain, int maxHolds) {
    return pharmacy(code, List.of(ALWAYS), true, true, true, coldChain, maxHolds);
  }

  static Pharmacy pharmacy(
      String code,
      List<Period> designated,
      boolean canSupply,
      boolean approved,
      boolean traceable,
      boolean coldChain,
      int maxHolds) {
    return new Pharmacy(
        code,
        "pharmacy " + code,
        AREA,
        designated,
        canSupply,
        approved,
        traceable,
        coldChain,
        new Place(39_100_000, 117_210_000),
        maxHolds,
        "1 Test Road",
        "022-0000");
  }

  static Pharmacist pharmacist(String place) {
    return new Pharmacist(pharmacistOf(place), "pharmacist", List.of(new Practice(place, ALWAYS)));
  }

  static Pharmacist reviewer(String place) {
    return new Pharmacist(reviewerAt(place), "reviewer", List.of(new Practice(place, ALWAYS)));
  }

  static Designation filing(String hospital, String pharmacy, Period... periods) {
    return new Designation(
        hospital, pharmacy, List.of(periods), "F-" + pharmacy, LocalDate.of(2020, 1, 1));
  }

  static Person person(String number, String scheme, String type, String group) {
    return person(number, scheme, type, group, Person.Status.ACTIVE, ALWAYS);
  }

  static Person person(
      String number,
      String scheme,
      String type,
      String group,
      Person.Status status,
      Period benefit) {
    return new Person(
        AREA,
        number,
        Person.Sex.FEMALE,
        LocalDate.of(type.startsWith("12") ? 1958 : 1986, 5, 17),
        scheme,
        type,
        status,
        benefit,
        group,
        null,
        List.of(),
        List.of());
  }

  static Body.ImportRegistry entries(
      List<Institution> institutions,
      List<Physician> physicians,
      List<Pharmacy> pharmacies,
      List<Pharmacist> pharmacists) {
    return new Body.ImportRegistry(
        institutions, physicians, pharmacies, pharmacists, List.of(), List.of(), List.of());
  }

  static Body.ImportRegistry filings(Designation... filings) {
    return new Body.ImportRegistry(
        List.of(), List.of(), List.of(), List.of(), List.of(filings), List.of(), List.of());
  }

  static Body.ImportRegistry persons(Person... persons) {
    return new Body.ImportRegistry(
        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(persons), List.of());
  }

  static Body.ImportRegistry balance(String person, long fen) {
    return new Body.ImportRegistry(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Body.AccountBalance(person, fen)));
  }
}
