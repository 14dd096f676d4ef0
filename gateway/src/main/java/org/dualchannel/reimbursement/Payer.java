package org.dualchannel.reimbursement;

import java.util.List;

/** Who pays. A policy puts them in order. Append only. */
public enum Payer {
  /** The pooled fund of basic insurance ({@code hifp_pay}). */
  BASIC,
  /** Critical illness insurance ({@code hifob_pay} or {@code hifmi_pay}, as the scheme says). */
  CRITICAL_ILLNESS,
  /** The civil servants' supplement ({@code cvlserv_pay}); no policy grants one yet: it pays 0. */
  CIVIL_SERVANT,
  /** Medical assistance ({@code maf_pay}). */
  MEDICAL_ASSISTANCE,
  /** Full coverage of listed drugs in primary care, S3-41 ({@code oth_pay}). */
  FULL_COVERAGE,
  /** The person's account ({@code acct_pay}). */
  ACCOUNT,
  /** The person ({@code psn_cash_pay}). */
  CASH;

  /** The order that applies when a policy states none. */
  public static final List<Payer> DEFAULT_ORDER = List.of(values());
}
