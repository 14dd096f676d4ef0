package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers for what the gateway names. An id is the pooling area, a letter and twelve digits, so
 * that it fits the 20 characters of a national trace code of a prescription.
 */
final class Sequences {
  private static final String ZEROS = "000000000000";

  private final long[] last = new long['Z' + 1]; // by the letter of the kind

  /** The last number of one kind. */
  record Number(int kind, long last) {}

  String nextPrescription(String area) {
    return next(area, 'R');
  }

  String nextSettlement(String area) {
    return next(area, 'S');
  }

  String nextEnrolment(String area) {
    return next(area, 'E');
  }

  String nextUnstockedCase(String area) {
    return next(area, 'U');
  }

  String nextViolation(String area) {
    return next(area, 'V');
  }

  String nextSlot(String area) {
    return next(area, 'A');
  }

  String nextComplaint(String area) {
    return next(area, 'C');
  }

  String nextEscalation(String area) {
    return next(area, 'M');
  }

  String nextDrgAdjustment(String area) {
    return next(area, 'G');
  }

  String nextClaim(String area) {
    return next(area, 'B');
  }

  private String next(String area, char kind) {
    String number = Long.toString(++last[kind]);
    return area + kind + ZEROS.substring(Math.min(ZEROS.length(), number.length())) + number;
  }

  /** Every number given so far. */
  List<Number> numbers() {
    List<Number> numbers = new ArrayList<>();
    for (int kind = 0; kind < last.length; kind++) {
      if (last[kind] > 0) {
        numbers.add(new Number(kind, last[kind]));
      }
    }
    return numbers;
  }

  /** Goes on after a number. */
  void load(Number number) {
    last[number.kind()] = number.last();
  }
}
