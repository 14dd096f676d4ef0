package org.dualchannel.cli.demo;

import java.util.List;

/**
 * What a hospital prescribes in a story.
 *
 * @param person number of the insured person
 * @param scheme 310 employee, 390 resident
 * @param prefers code of the pharmacy that the patient chose; empty when none
 */
record Prescribed(
    Treatment treatment, String physician, String person, String scheme, String prefers) {

  /** For an employee, without choice of pharmacy. */
  static Prescribed of(Treatment treatment, String physician, String person) {
    return new Prescribed(treatment, physician, person, "310", "");
  }

  Prescribed by(String other) {
    return new Prescribed(treatment, other, person, scheme, prefers);
  }

  Prescribed at(String pharmacy) {
    return new Prescribed(treatment, physician, person, scheme, pharmacy);
  }

  Prescribed asResident() {
    return new Prescribed(treatment, physician, person, "390", prefers);
  }

  /** The physicians that an enrolment for it names. */
  List<String> physicians() {
    return List.of(physician);
  }
}
