package org.dualchannel.prescription;

import java.util.List;
import org.dualchannel.catalogue.FunctionalClass;
import org.dualchannel.catalogue.PriorTherapy;

/**
 * What the hospital states about the patient, as far as payment restrictions ask for it.
 *
 * @param functionalClass WHO functional class; null when not stated
 * @param lineOfTherapy 1 first line, 2 second …; 0 when not stated
 * @param priorTherapies therapies before this one
 * @param evidence evidence documents at hand, such as {@code IgE}
 */
public record ClinicalNotes(
    FunctionalClass functionalClass,
    int lineOfTherapy,
    List<PriorTherapy> priorTherapies,
    List<String> evidence) {

  /** Nothing stated. */
  public static final ClinicalNotes NONE = new ClinicalNotes(null, 0, List.of(), List.of());

  public ClinicalNotes {
    priorTherapies = List.copyOf(priorTherapies);
    evidence = List.copyOf(evidence);
  }
}
