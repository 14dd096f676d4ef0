package org.dualchannel.catalogue;

/** What became of a negotiated drug when its agreement ended (S2-42). */
public enum AfterAgreement {
  /** It moved to the regular catalogue: the benefit goes on. */
  CONTINUE,
  /** It left the catalogue: payment stops. */
  REMOVED
}
