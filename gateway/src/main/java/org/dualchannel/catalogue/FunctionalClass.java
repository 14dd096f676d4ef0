package org.dualchannel.catalogue;

/** The WHO functional class (WHO 功能分级) of pulmonary hypertension. */
public enum FunctionalClass {
  I,
  II,
  III,
  IV
}
