package org.dualchannel.cli.demo;

import org.dualchannel.v1.EnrolmentNoticeKind;
import org.dualchannel.v1.EnrolmentStatus;
import org.dualchannel.v1.PrescriptionStatus;

/** States in short. */
final class Names {
  private Names() {}

  static String of(PrescriptionStatus status) {
    return status.name().substring("PRESCRIPTION_STATUS_".length());
  }

  static String of(EnrolmentNoticeKind kind) {
    return kind.name().substring("ENROLMENT_NOTICE_KIND_".length());
  }

  static String of(EnrolmentStatus status) {
    return status.name().substring("ENROLMENT_STATUS_".length());
  }
}
