package org.dualchannel.reimbursement;

/**
 * What one insurance scheme pays.
 *
 * @param scheme scheme code, such as {@code 310} employees or {@code 390} residents
 * @param specialOutpatient the special-outpatient benefit
 * @param guarantee the outpatient guarantee for negotiated drugs
 * @param ordinaryOutpatient the ordinary outpatient benefit
 * @param basicFundCap what the pooled fund pays in a year over all benefits that count; null = no
 *     limit
 * @param criticalIllness critical illness or large-amount insurance
 */
public record SchemePolicy(
    String scheme,
    Benefit specialOutpatient,
    Benefit guarantee,
    Benefit ordinaryOutpatient,
    Amount basicFundCap,
    CriticalIllness criticalIllness) {

  /** The benefit of a kind. */
  public Benefit benefit(BenefitKind kind) {
    return switch (kind) {
      case SPECIAL_OUTPATIENT -> specialOutpatient;
      case GUARANTEE -> guarantee;
      case ORDINARY_OUTPATIENT -> ordinaryOutpatient;
    };
  }
}
