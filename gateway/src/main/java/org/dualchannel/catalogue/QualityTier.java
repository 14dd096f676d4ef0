package org.dualchannel.catalogue;

/** The place of a product among those of its generic name in volume-based procurement (S4-29…). */
public enum QualityTier {
  /** The selected product (中选). */
  SELECTED,
  /** The originator (原研药). */
  ORIGINATOR,
  /** The reference preparation (参比制剂). */
  REFERENCE,
  /** A generic that passed the consistency evaluation (过评) and was not selected. */
  PASSED,
  /** A generic that did not pass (未过评). */
  NON_PASSED
}
