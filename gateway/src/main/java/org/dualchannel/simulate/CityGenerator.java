package org.dualchannel.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.dualchannel.decide.Body;
import org.dualchannel.registry.Designation;
import org.dualchannel.registry.HospitalTier;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Physician;
import org.dualchannel.registry.Place;
import org.dualchannel.registry.Practice;

/** Draws a city from a seed. */
final class CityGenerator {
  private static final int PERSONS_PER_HOSPITAL = 1_500;
  private static final int PERSONS_PER_PHARMACY = 700;

  /** One person in so many is chronically ill. */
  private static final int PERSONS_PER_PATIENT = 3;

  /** Level codes of tiers 3, 3, 2 and 1; the first hospitals are of each kind. */
  private static final List<String> LEVELS = List.of("01", "02", "05", "08");

  private static final String ADDRESS = "generated for a simulation";

  private final String area;
  private final LocalDate start;
  private final List<Treatment> treatments;
  private final SplittableRandom random;
  private final Period always;

  CityGenerator(String area, LocalDate start, List<Treatment> treatments, SplittableRandom random) {
    this.area = area;
    this.start = start;
    this.treatments = treatments;
    this.random = random;
    this.always = new Period(start.minusYears(5), null);
  }

  City generate(int size) {
    List<Institution> hospitals = new ArrayList<>();
    for (int i = 0; i < LEVELS.size() + size / PERSONS_PER_HOSPITAL; i++) {
      hospitals.add(hospital(i + 1));
    }
    List<Pharmacy> pharmacies = new ArrayList<>();
    for (int i = 0; i < 6 + size / PERSONS_PER_PHARMACY; i++) {
      pharmacies.add(pharmacy(i + 1));
    }
    List<Physician> physicians = physicians(hospitals);
    List<Person> persons = new ArrayList<>();
    List<Body.AccountBalance> balances = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Person person = person(i + 1);
      persons.add(person);
      if (person.scheme().equals("310")) {
        balances.add(new Body.AccountBalance(person.number(), random.nextLong(300_000)));
      }
    }
    return new City(
        hospitals,
        physicians,
        pharmacies,
        pharmacists(hospitals, pharmacies),
        designations(hospitals, pharmacies),
        persons,
        balances,
        patients(hospitals, physicians, persons));
  }

  private Institution hospital(int number) {
    return new Institution(
        code("H", number, 11),
        "Hospital " + number,
        area,
        LEVELS.get((number - 1) % LEVELS.size()),
        List.of(always),
        false,
        place());
  }

  /** Every sixth has no cold chain, every ninth does not trace and so does not qualify. */
  private Pharmacy pharmacy(int number) {
    return new Pharmacy(
        code("P", number, 11),
        "Pharmacy " + number,
        area,
        List.of(always),
        true,
        true,
        number % 9 != 0,
        number % 6 != 0,
        place(),
        0,
        ADDRESS,
        "");
  }

  /** At each hospital one senior and one junior physician of every specialty. */
  private List<Physician> physicians(List<Institution> hospitals) {
    TreeSet<String> specialties = new TreeSet<>();
    treatments.forEach(each -> specialties.add(each.specialty()));
    List<Physician> physicians = new ArrayList<>();
    for (Institution hospital : hospitals) {
      for (String specialty : specialties) {
        for (Physician.Title title :
            List.of(Physician.Title.ASSOCIATE_CHIEF, Physician.Title.ATTENDING)) {
          int number = physicians.size() + 1;
          physicians.add(
              new Physician(
                  code("D", number, 12),
                  "Physician " + number,
                  title,
                  List.of(specialty),
                  List.of(new Practice(hospital.code(), always))));
        }
      }
    }
    return physicians;
  }

  private List<Pharmacist> pharmacists(List<Institution> hospitals, List<Pharmacy> pharmacies) {
    List<String> places = new ArrayList<>();
    hospitals.forEach(each -> places.add(each.code()));
    pharmacies.forEach(each -> places.add(each.code()));
    List<Pharmacist> pharmacists = new ArrayList<>();
    for (String place : places) {
      int number = pharmacists.size() + 1;
      pharmacists.add(
          new Pharmacist(
              code("Y", number, 12), "Pharmacist " + number, List.of(new Practice(place, always))));
    }
    return pharmacists;
  }

  /** Each hospital names some eight pharmacies. */
  private List<Designation> designations(List<Institution> hospitals, List<Pharmacy> pharmacies) {
    List<Designation> designations = new ArrayList<>();
    for (Institution hospital : hospitals) {
      TreeSet<Integer> named = new TreeSet<>(List.of(0, 1));
      for (int i = 0; i < 8; i++) {
        named.add(random.nextInt(pharmacies.size()));
      }
      for (int each : named) {
        designations.add(
            new Designation(
                hospital.code(),
                pharmacies.get(each).code(),
                List.of(always),
                "SIM-" + (designations.size() + 1),
                always.from()));
      }
    }
    return designations;
  }

  private Person person(int number) {
    LocalDate birth = start.minusDays(200 + random.nextInt(90 * 365));
    boolean adult = birth.isBefore(start.minusYears(20));
    boolean employee = adult && random.nextInt(100) < 55;
    boolean retired = employee && birth.isBefore(start.minusYears(60));
    int fortune = random.nextInt(100);
    String group = employee || fortune >= 9 ? "" : "5" + (char) ('A' + fortune % 4);
    boolean income = group.equals("5C") || group.equals("5D");
    return new Person(
        area,
        String.format(Locale.ROOT, "S%010d", number),
        random.nextBoolean() ? Person.Sex.FEMALE : Person.Sex.MALE,
        birth,
        employee ? "310" : "390",
        retired ? "1201" : "1101",
        Person.Status.ACTIVE,
        always,
        group,
        income ? Long.valueOf(600_000 + random.nextLong(2_000_000)) : null,
        List.of(),
        List.of());
  }

  private List<Patient> patients(
      List<Institution> hospitals, List<Physician> physicians, List<Person> persons) {
    List<Institution> enrolling =
        hospitals.stream().filter(each -> each.tier() == HospitalTier.TIER_3).toList();
    List<Patient> patients = new ArrayList<>();
    for (int i = 0; i < persons.size(); i += PERSONS_PER_PATIENT) {
      Person person = persons.get(i);
      int age = person.ageOn(start);
      List<Treatment> suitable = treatments.stream().filter(each -> each.suits(age)).toList();
      if (suitable.isEmpty()) {
        continue;
      }
      Treatment treatment = suitable.get(random.nextInt(suitable.size()));
      boolean enrols = random.nextInt(100) < 85;
      List<Institution> where = enrols ? enrolling : hospitals;
      Institution hospital = where.get(random.nextInt(where.size()));
      patients.add(
          new Patient(
              person,
              treatment,
              hospital,
              senior(physicians, hospital, treatment.specialty()),
              enrols,
              start.plusDays(2 + random.nextInt(Treatment.DAYS))));
    }
    return patients;
  }

  private static Physician senior(
      List<Physician> physicians, Institution hospital, String specialty) {
    return physicians.stream()
        .filter(each -> each.practices().get(0).place().equals(hospital.code()))
        .filter(each -> each.specialties().contains(specialty) && each.title().senior())
        .findFirst()
        .orElseThrow();
  }

  private Place place() {
    return new Place(39_000_000 + random.nextInt(300_000), 117_000_000 + random.nextInt(400_000));
  }

  private String code(String kind, int number, int digits) {
    return kind + area + String.format(Locale.ROOT, "%0" + (digits - area.length()) + "d", number);
  }
}
