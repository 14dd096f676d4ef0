package org.dualchannel.prescription;

/** Why a pharmacist does not hand a line out. Append only. */
public enum NotDispensedReason {
  /** It is not there; another dispenser may have it. */
  OUT_OF_STOCK,
  /** The patient does not want it. */
  PATIENT_DECLINED,
  /** The pharmacist has doubts about it. */
  CLINICAL_CONCERN,
  /** Told in the comment. */
  OTHER;

  /** Whether nobody else may hand the line out either. */
  public boolean closesTheLine() {
    return this != OUT_OF_STOCK;
  }
}
