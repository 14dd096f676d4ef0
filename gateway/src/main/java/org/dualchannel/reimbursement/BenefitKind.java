package org.dualchannel.reimbursement;

/** The benefits of basic insurance, in the order in which they settle. Append only. */
public enum BenefitKind {
  /** 门诊特殊病: before every other benefit (S2-33). */
  SPECIAL_OUTPATIENT,
  /** 门诊保障: the outpatient guarantee for negotiated drugs, with a cap per drug and year. */
  GUARANTEE,
  /** 普通门诊统筹. */
  ORDINARY_OUTPATIENT
}
