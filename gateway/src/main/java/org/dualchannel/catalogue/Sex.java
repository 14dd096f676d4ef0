package org.dualchannel.catalogue;

/** The sex of a patient, as far as a payment restriction asks for it. */
public enum Sex {
  MALE("M"),
  FEMALE("F");

  private final String code;

  Sex(String code) {
    this.code = code;
  }

  /** The letter that restrictions write. */
  public String code() {
    return code;
  }
}
