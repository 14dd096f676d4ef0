package org.dualchannel.reimbursement;

/**
 * What the money needs to know of the insured person.
 *
 * @param scheme insurance scheme, such as {@code 310}
 * @param retired person type 12xx
 * @param age whole years on the day of settlement
 * @param assistanceGroup group code of medical assistance; null = in no group
 * @param annualIncome for assistance deductibles that depend on it; null = not known
 */
public record PersonFacts(
    String scheme, boolean retired, int age, String assistanceGroup, Amount annualIncome) {

  /** Whether a national person type code means retired. */
  public static boolean isRetired(String personType) {
    return personType != null && personType.startsWith("12");
  }
}
