package org.dualchannel.enrolment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dualchannel.prescription.ClinicalNotes;
import org.dualchannel.prescription.Diagnosis;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
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
      String singleDose, String singleDoseUnit, String frequency, String route, String comment) {

    boolean empty() {
      return Stream.of(singleDose, frequency, route, comment)
          .allMatch(each -> each == null || each.isBlank());
    }
  }

  public EnrolmentContent {
    physicians = List.copyOf(physicians);
    diagnoses = List.copyOf(diagnoses);
  }

  /** Refuses a registration that lacks what must be registered, naming all that it lacks. */
  public Rejection refuseIncomplete() {
    List<String> missing = new ArrayList<>(4);
    if (physicians.isEmpty()) {
      missing.add("physicians");
    }
    if (diagnoses.isEmpty()) {
      missing.add("diagnoses");
    }
    if (basis == null || basis.isBlank()) {
      missing.add("basis");
    }
    if (plan == null || plan.empty()) {
      missing.add("plan");
    }
    return missing.isEmpty()
        ? null
        : Rejection.of(Reason.ENROLMENT_INCOMPLETE, "missing", String.join(", ", missing));
  }
}
