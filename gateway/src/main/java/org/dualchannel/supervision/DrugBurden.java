package org.dualchannel.supervision;

import org.dualchannel.rules.Rule;

/**
 * Drug ratio and average cost of a visit, in one of the two versions.
 *
 * @param drugFen cost of drugs
 * @param medicalFen whole medical cost
 * @param drugRatioBp drugs of the whole, in basis points; null when there is no cost
 * @param averageFen cost of a visit; null when there are no visits
 */
public record DrugBurden(long drugFen, long medicalFen, Integer drugRatioBp, Long averageFen) {

  /** Both versions: assessments look at the one without negotiated drugs. */
  public record Versions(DrugBurden with, DrugBurden without) {}

  /**
   * Both versions of one hospital and month. Negotiated drugs leave numerator and denominator
   * alike, of the ratio and of the average cost.
   *
   * @param negotiatedFen at most {@code drugFen}, which is at most {@code medicalFen}
   */
  @Rule("S2-12")
  public static Versions of(long visits, long medicalFen, long drugFen, long negotiatedFen) {
    return new Versions(
        version(visits, medicalFen, drugFen),
        version(visits, medicalFen - negotiatedFen, drugFen - negotiatedFen));
  }

  /**
   * Both versions of what a hospital reported of its own house and what circulated on its
   * prescriptions (S2-1). More returned than dispensed in a month counts as nothing dispensed.
   */
  @Rule({"S2-1", "S2-12"})
  public static Versions of(HospitalFigures reported, HospitalMonth month) {
    long circulated = Math.max(0, month.circulated().amountFen());
    long negotiated = Math.min(circulated, Math.max(0, month.circulated().negotiatedFen()));
    return of(
        reported.visits(),
        reported.medicalFen() + circulated,
        reported.drugFen() + circulated,
        reported.negotiatedFen() + negotiated);
  }

  private static DrugBurden version(long visits, long medicalFen, long drugFen) {
    return new DrugBurden(
        drugFen,
        medicalFen,
        medicalFen == 0 ? null : (int) Proportion.of(10_000, drugFen, medicalFen),
        visits == 0 ? null : Proportion.of(medicalFen, 1, visits));
  }
}
