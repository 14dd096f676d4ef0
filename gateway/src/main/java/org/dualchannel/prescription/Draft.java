package org.dualchannel.prescription;

import java.util.List;
import org.dualchannel.registry.Place;

/**
 * An electronic prescription as the hospital wrote it.
 *
 * @param hospital code of the prescribing institution
 * @param hospitalNumber the hospital's own number (hiRxno), unique there for ever
 * @param department code or name within the hospital; may be empty
 * @param person person number in the pooling area
 * @param scheme insurance scheme under which it is to be paid
 * @param visitType national visit type (med_type)
 * @param attribute prescription attribute, such as {@code 01} dual channel
 * @param issuedMs when the physician signed it
 * @param validDays days of validity, the day of issue being the first; 0 for the policy's default
 * @param longTerm a long-term prescription, which may be valid for weeks
 * @param diagnoses the main one first
 * @param preferred code of the dispenser of the patient's choice; empty when none
 * @param deliverTo where the patient wants the drugs; null when distance plays no part
 * @param maxRepeats how often it may be dispensed again after the first time; 0 for never
 * @param minIntervalDays days from one dispensing to the next repeat
 * @param justifications why the physician prescribes it although the review finds something
 */
public record Draft(
    String hospital,
    String hospitalNumber,
    String physician,
    String department,
    String person,
    String scheme,
    String visitType,
    String attribute,
    long issuedMs,
    int validDays,
    boolean longTerm,
    List<Diagnosis> diagnoses,
    ClinicalNotes clinical,
    String preferred,
    Place deliverTo,
    List<Line> lines,
    int maxRepeats,
    int minIntervalDays,
    List<Justification> justifications) {

  /** The physician's reason for what a check of the review finds. */
  public record Justification(ReviewCheck check, String reason) {}

  /**
   * One prescribed drug; its number is its place in the list, from 1.
   *
   * @param drug national drug code
   * @param quantityE4 quantity in 1/10,000 of the drug's unit
   * @param days days of treatment that the quantity is for
   * @param selfPayReason why the patient pays the line alone; empty when insurance is asked
   * @param genericName name that the physician wrote; null when not stated
   * @param hospitalApproved whether the hospital approved a drug of restricted use for this patient
   */
  public record Line(
      String drug,
      long quantityE4,
      int days,
      String singleDose,
      String singleDoseUnit,
      String frequency,
      String route,
      String selfPayReason,
      String genericName,
      boolean hospitalApproved) {

    public boolean selfPaid() {
      return !selfPayReason.isEmpty();
    }

    /** Days of treatment that a part of the quantity is for, rounded up. */
    public int daysOf(long partE4) {
      return Math.toIntExact((days * partE4 + quantityE4 - 1) / quantityE4);
    }
  }

  public Draft {
    diagnoses = List.copyOf(diagnoses);
    lines = List.copyOf(lines);
    justifications = List.copyOf(justifications);
  }

  /** The physician's reason for what a check finds; null when there is none. */
  public String reasonFor(ReviewCheck check) {
    for (Justification each : justifications) {
      if (each.check() == check) {
        return each.reason();
      }
    }
    return null;
  }

  public List<String> diagnosisCodes() {
    String[] codes = new String[diagnoses.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = diagnoses.get(i).code();
    }
    return List.of(codes);
  }
}
