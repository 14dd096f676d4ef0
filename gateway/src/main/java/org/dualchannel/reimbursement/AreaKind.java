package org.dualchannel.reimbursement;

/** How the person came to be treated where the prescribing hospital is. Append only. */
public enum AreaKind {
  /** In the person's own pooling area: the factor is always 10,000. */
  HOME,
  /** Away, filed as long-term (异地长期居住备案). */
  FILED_LONG_TERM,
  /** Away, on a referral (转诊). */
  REFERRAL,
  /** Away, an emergency that was not filed. */
  UNFILED_EMERGENCY,
  /** Away, not filed. */
  UNFILED
}
