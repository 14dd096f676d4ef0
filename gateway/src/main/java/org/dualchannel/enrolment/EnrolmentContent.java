package org.dualchannel.enrolment;

import java.util.List;
import org.dualchannel.prescription.ClinicalNotes;
import org.dualchannel.prescription.Diagnosis;
import org.dualchannel.rules.Rule;

/**
 * What a hospital registers (登记信息).
 *
 * @param physicians codes of the physicians who may prescribe, the responsible one first
 * @param diagnoses the main one first
 * @param basis on what the diagnosis rests (诊断依据)
 * @param plan the prescription intended (处方信息)
 */
@Rule("S2-35")
public record EnrolmentContent(
    List<String> physicians,
    List<Diagnosis> diagnoses,
    String basis,
    Plan plan,
    ClinicalNotes clinical) {

  /** The prescription intended. */
  public record Plan(
      String singleDose, String singleDoseUnit, String frequency, String route, String comment) {}

  public EnrolmentContent {
    physicians = List.copyOf(physicians);
    diagnoses = List.copyOf(diagnoses);
  }
}
