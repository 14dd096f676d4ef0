package org.dualchannel.loadtest;

import org.dualchannel.v1.PrescriptionStatus;

/** A prescription that the gateway acknowledged. Confined to the event loop of its lane. */
final class Issued {
  /** Its id, ASCII. */
  final byte[] id;

  /** Running number that it was sent with; its hospital number follows from it. */
  final long serial;

  /** The requests of the patient it is for. */
  final PatientTemplates templates;

  /** The state that the last acknowledged call left it in. */
  PrescriptionStatus status = PrescriptionStatus.PRESCRIPTION_STATUS_OPEN;

  /** Secret of the claim; null while nobody holds it. */
  byte[] secret;

  /** Id of the settlement; null while it was not dispensed. */
  byte[] settlement;

  /** A call that changes it is under way, so nobody can tell its state. */
  boolean changing;

  Issued(byte[] id, long serial, PatientTemplates templates) {
    this.id = id;
    this.serial = serial;
    this.templates = templates;
  }
}
