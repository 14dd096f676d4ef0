package org.dualchannel.loadtest;

import java.util.ArrayList;
import java.util.List;

/**
 * The generated pooling area that a run works in: its codes lie in area 999900, which no real area
 * has, every name says that it is made up, and the numbers of persons begin with LT.
 *
 * <p>Hospitals, pharmacies and drugs are the same in every run; the persons are new, so that no
 * accumulator, cap or refill date of an earlier run changes the answers of this one.
 *
 * @param hospitals codes; hospital {@code i} designates the pharmacies {@code i} to {@code i + 4}
 * @param pharmacies codes, as many as hospitals
 * @param guaranteeDrugs negotiated drugs that need an enrolment
 * @param ordinaryDrugs drugs that do not
 * @param patients all persons; lane {@code l} of {@code n} has those at {@code l}, {@code l + n}, …
 */
record City(
    List<String> hospitals,
    List<String> pharmacies,
    List<Product> guaranteeDrugs,
    List<Product> ordinaryDrugs,
    List<Patient> patients) {
  static final String AREA = "999900";
  static final String BUREAU = "bureau/" + AREA;
  static final int DESIGNATED_EACH = 5;

  private static final int MOST_PLACES = 50;
  private static final int DRUGS_EACH = 8;

  /**
   * One drug.
   *
   * @param code national code
   * @param molecule molecule id
   * @param tracePrefix first 7 digits of its trace codes
   * @param priceFen price of one unit everywhere
   */
  record Product(String code, String molecule, String tracePrefix, long priceFen) {}

  City {
    hospitals = List.copyOf(hospitals);
    pharmacies = List.copyOf(pharmacies);
    guaranteeDrugs = List.copyOf(guaranteeDrugs);
    ordinaryDrugs = List.copyOf(ordinaryDrugs);
    patients = List.copyOf(patients);
  }

  /** A city in which each of {@code lanes} connections has its own share of {@code persons}. */
  static City generate(Run run, int lanes, int persons) {
    int places = Math.max(DESIGNATED_EACH, Math.min(lanes, MOST_PLACES));
    List<String> hospitals = new ArrayList<>();
    List<String> pharmacies = new ArrayList<>();
    for (int i = 0; i < places; i++) {
      hospitals.add(String.format("H%s%05d", AREA, i + 1));
      pharmacies.add(String.format("P%s%05d", AREA, i + 1));
    }
    List<Product> guarantee = new ArrayList<>();
    List<Product> ordinary = new ArrayList<>();
    for (int i = 0; i < DRUGS_EACH; i++) {
      guarantee.add(product(i, 100_000 + 10_000L * i));
      ordinary.add(product(DRUGS_EACH + i, 1_000 + 350L * i));
    }
    List<Patient> patients = new ArrayList<>();
    for (int i = 0; i < persons; i++) {
      int place = i % lanes % places;
      patients.add(
          new Patient(
              String.format("LT%s%08d", run.stamp(), i),
              hospitals.get(place),
              physician(place),
              pharmacies.get(place),
              pharmacist(place),
              reviewer(place),
              guarantee.get(i / lanes % DRUGS_EACH),
              ordinary.get(i / lanes / DRUGS_EACH % DRUGS_EACH)));
    }
    return new City(hospitals, pharmacies, guarantee, ordinary, patients);
  }

  /** Code of the physician of hospital number {@code place}. */
  static String physician(int place) {
    return String.format("D%s%06d", AREA, place + 1);
  }

  /** Code of the pharmacist of pharmacy number {@code place}. */
  static String pharmacist(int place) {
    return String.format("Y%s%06d", AREA, place + 1);
  }

  /** Code of the second pharmacist of pharmacy number {@code place}. */
  static String reviewer(int place) {
    return String.format("Y%s%06d", AREA, MOST_PLACES + place + 1);
  }

  /** The persons of one lane. */
  List<Patient> patientsOf(int lane, int lanes) {
    List<Patient> own = new ArrayList<>();
    for (int i = lane; i < patients.size(); i += lanes) {
      own.add(patients.get(i));
    }
    return own;
  }

  private static Product product(int number, long priceFen) {
    return new Product(
        String.format("XL99AAM%03dB001010100001", number + 1),
        String.format("loadtest-%02d", number + 1),
        String.format("99%05d", number + 1),
        priceFen);
  }
}
