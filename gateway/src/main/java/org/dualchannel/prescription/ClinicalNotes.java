package org.dualchannel.prescription;

import java.util.List;
import org.dualchannel.catalogue.FunctionalClass;
import org.dualchannel.catalogue.PriorTherapy;

/**
 * What the hospital states about the patient, as far as payment restrictions and review ask for it.
 *
 * @param functionalClass WHO functional class; null when not stated
 * @param lineOfTherapy 1 first line, 2 second …; 0 when not stated
 * @param priorTherapies therapies before this one
 * @param evidence evidence documents at hand, such as {@code IgE}
 * @param weightGrams body weight; 0 when not stated
 * @param allergies known allergies in words or codes
 */
public record ClinicalNotes(
    FunctionalClass functionalClass,
    int lineOfTherapy,
    List<PriorTherapy> priorTherapies,
    List<String> evidence,
    int weightGrams,
    boolean pregnant,
    boolean lactating,
    List<String> allergies) {

  /** Nothing stated. */
  public static final ClinicalNotes NONE =
      new ClinicalNotes(null, 0, List.of(), List.of(), 0, false, false, List.of());

  public ClinicalNotes {
    priorTherapies = List.copyOf(priorTherapies);
    evidence = List.copyOf(evidence);
    allergies = List.copyOf(allergies);
  }
}
