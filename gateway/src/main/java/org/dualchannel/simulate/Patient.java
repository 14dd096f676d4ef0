package org.dualchannel.simulate;

import java.time.LocalDate;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Physician;

/** Somebody chronically ill, and where the treatment stands. */
final class Patient {
  final Treatment treatment;
  final Institution hospital;
  final Physician physician;

  /** Whether the hospital enrols the person for the guarantee; else the ordinary benefit pays. */
  final boolean enrols;

  Person person;
  LocalDate nextVisit;

  /** Id of the enrolment; null while there is none. */
  String enrolment;

  /** When the hospital enrols next; null when it does not. */
  LocalDate enrolOn;

  /** When the hospital assesses again; null when it need not. */
  LocalDate assessOn;

  private boolean dead;
  private int cardUses;

  Patient(
      Person person,
      Treatment treatment,
      Institution hospital,
      Physician physician,
      boolean enrols,
      LocalDate firstVisit) {
    this.person = person;
    this.treatment = treatment;
    this.hospital = hospital;
    this.physician = physician;
    this.enrols = enrols;
    this.nextVisit = firstVisit;
  }

  /** The person dies; the card is used so many times more. */
  void dies(int usesOfTheCard) {
    dead = true;
    cardUses = usesOfTheCard;
  }

  boolean isDead() {
    return dead;
  }

  /** Whether somebody comes to the next visit. */
  boolean comes() {
    return !dead || cardUses-- > 0;
  }
}
