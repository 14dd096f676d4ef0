package org.dualchannel.simulate;

import java.nio.file.Path;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.reimbursement.BenefitPolicy;

/**
 * What is simulated.
 *
 * @param persons insured persons of the city, {@value #LEAST_PERSONS} to {@value #MOST_PERSONS}
 * @param days days played, from the first day of the policy on, 1 to {@value #MOST_DAYS}
 * @param seed what everything follows from
 * @param offHeap whether the tables that grow are in Chronicle Map
 * @param dataDir where the report store keeps its file
 * @param catalogue the version in force on the first day
 * @param policy the policy in force on the first day; its area is the city's
 */
public record SimulationSettings(
    int persons,
    int days,
    long seed,
    boolean offHeap,
    Path dataDir,
    CatalogueVersion catalogue,
    BenefitPolicy policy) {

  public static final int LEAST_PERSONS = 50;
  public static final int MOST_PERSONS = 200_000;
  public static final int MOST_DAYS = 1_100;

  /** Persons times days; more does not fit the memory that a simulation may take. */
  public static final long MOST_PERSON_DAYS = 20_000_000;

  /**
   * A simulation.
   *
   * @throws IllegalArgumentException when it is too small or too large, with what to change
   */
  public SimulationSettings {
    between("persons", persons, LEAST_PERSONS, MOST_PERSONS);
    between("days", days, 1, MOST_DAYS);
    if ((long) persons * days > MOST_PERSON_DAYS) {
      throw new IllegalArgumentException(
          "persons times days: "
              + (long) persons * days
              + " (expected: at most "
              + MOST_PERSON_DAYS
              + ")");
    }
  }

  private static void between(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + " to " + most + ")");
    }
  }

  /** More prescriptions than any seed gives. */
  long mostPrescriptions() {
    return 1_000 + (long) persons * (days + 60) / 40;
  }
}
