package org.dualchannel.catalogue;

/**
 * A group of patients to whom a drug is given only with a reason.
 *
 * @param underYears for {@code CHILD}: the age in full years from which on it is no longer a matter
 *     of caution; 0 for the other kinds
 */
public record Caution(Kind kind, int underYears) {

  /** The groups. Append only. */
  public enum Kind {
    PREGNANCY,
    LACTATION,
    CHILD
  }
}
