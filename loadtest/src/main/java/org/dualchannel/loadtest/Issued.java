package org.dualchannel.loadtest;

import org.dualchannel.v1.PrescriptionStatus;

/** A prescription that the gateway acknowledged. Confined to the event loop of its lane. */
final class Issued {
  /** Its id, ASCII. */
  final byte[] id;

  /** The hospital's number that it was sent with, ASCII. */
  final byte[] hospitalNumber;

  /** The requests of the patient it is for. */
  final PatientTemplates templates;

  /** The state that the last acknowledged call left it in. */
  PrescriptionStatus status = PrescriptionStatus.PRESCRIPTION_STATUS_OPEN;

  /** Secret of the claim; null while nobody holds it. */
  byte[] secret;

  /** A call that changes it is under way, so nobody can tell its state. */
  boolean changing;

  Issued(byte[] id, byte[] hospitalNumber, PatientTemplates templates) {
    this.id = id;
    this.hospitalNumber = hospitalNumber;
    this.templates = templates;
  }
}
