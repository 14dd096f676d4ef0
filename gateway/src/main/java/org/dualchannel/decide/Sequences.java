package org.dualchannel.decide;

import java.util.Locale;

/**
 * Numbers for what the gateway names. An id is the pooling area, a letter and twelve digits, so
 * that it fits the 20 characters of a national trace code of a prescription.
 */
final class Sequences {
  private long prescriptions;
  private long settlements;
  private long enrolments;
  private long unstockedCases;
  private long violations;
  private long slots;
  private long complaints;
  private long escalations;
  private long drgAdjustments;
  private long claims;

  String nextPrescription(String area) {
    return id(area, 'R', ++prescriptions);
  }

  String nextSettlement(String area) {
    return id(area, 'S', ++settlements);
  }

  String nextEnrolment(String area) {
    return id(area, 'E', ++enrolments);
  }

  String nextUnstockedCase(String area) {
    return id(area, 'U', ++unstockedCases);
  }

  String nextViolation(String area) {
    return id(area, 'V', ++violations);
  }

  String nextSlot(String area) {
    return id(area, 'A', ++slots);
  }

  String nextComplaint(String area) {
    return id(area, 'C', ++complaints);
  }

  String nextEscalation(String area) {
    return id(area, 'M', ++escalations);
  }

  String nextDrgAdjustment(String area) {
    return id(area, 'G', ++drgAdjustments);
  }

  String nextClaim(String area) {
    return id(area, 'B', ++claims);
  }

  private static String id(String area, char kind, long number) {
    return area + kind + String.format(Locale.ROOT, "%012d", number);
  }
}
