package org.dualchannel.catalogue;

/** Whether a drug of the catalogue is paid for on a given date (S2-42). */
public enum Coverage {
  /** Paid: an ordinary drug, or a negotiated one within its agreement. */
  COVERED,
  /** Paid: the agreement has ended and the drug moved to the regular catalogue. */
  CONTINUES,
  /** Not paid: no agreement is in force and the drug did not move to the regular catalogue. */
  STOPPED
}
