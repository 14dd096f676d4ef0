package org.dualchannel.catalogue;

import java.util.List;

/**
 * What is known of a patient, a prescriber and a prescription line when a restriction is judged. A
 * fact that is not known never meets a condition, nor the negation of one; an empty list means not
 * known.
 *
 * @param ageYears age in full years; -1 = unknown
 * @param sex null when unknown
 * @param diagnoses ICD-10 codes, the main one first
 * @param functionalClass WHO functional class; null when unknown
 * @param lineOfTherapy which line of therapy this drug is: 1 first, 2 second …; 0 = unknown
 * @param priorTherapies therapies before this one
 * @param specialties specialties of the prescriber, such as {@code rheumatology}
 * @param evidence evidence documents at hand, such as {@code IgE}
 * @param strength strength of the prescribed product; null when unknown
 * @param hospitalLevel level code of the prescribing hospital, {@code 01} to {@code 11}; null when
 *     unknown
 * @param scheme insurance scheme, such as {@code 310}; null when unknown
 * @param visitType visit type, such as {@code 14}; null when unknown
 * @param daysSupplied days that the line supplies; 0 = unknown
 */
public record ClinicalFacts(
    int ageYears,
    Sex sex,
    List<String> diagnoses,
    FunctionalClass functionalClass,
    int lineOfTherapy,
    List<PriorTherapy> priorTherapies,
    List<String> specialties,
    List<String> evidence,
    String strength,
    String hospitalLevel,
    String scheme,
    String visitType,
    int daysSupplied) {

  /** Nothing is known. */
  public static final ClinicalFacts UNKNOWN =
      new ClinicalFacts(
          -1, null, List.of(), null, 0, List.of(), List.of(), List.of(), null, null, null, null, 0);

  public ClinicalFacts {
    diagnoses = List.copyOf(diagnoses);
    priorTherapies = List.copyOf(priorTherapies);
    specialties = List.copyOf(specialties);
    evidence = List.copyOf(evidence);
  }
}
