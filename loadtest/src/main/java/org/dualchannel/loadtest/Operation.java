package org.dualchannel.loadtest;

import java.util.Locale;

/** What a call of the generator does. */
enum Operation {
  /** A hospital submits a prescription. */
  SUBMIT,
  /** A hospital reads one of its prescriptions. */
  GET,
  /** A hospital withdraws an open prescription. */
  CANCEL,
  /** A pharmacy takes the hold of an open prescription. */
  CLAIM,
  /** A pharmacy dispenses what it holds, with trace codes, and settles it. */
  DISPENSE,
  /** A pharmacy takes back what it dispensed. */
  RETURN,
  /** A pharmacy is told of a prescription that it may dispense; timed by no plan. */
  WATCH;

  /** As written in {@code --mix} and in the report. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
