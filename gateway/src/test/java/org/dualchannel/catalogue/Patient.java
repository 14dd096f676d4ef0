package org.dualchannel.catalogue;

import java.util.ArrayList;
import java.util.List;

/** Clinical facts, told one by one. Every step returns a new patient. */
public record Patient(ClinicalFacts facts) {

  /** Of whom nothing is known. */
  public static final Patient UNKNOWN = new Patient(ClinicalFacts.UNKNOWN);

  public Patient age(int years) {
    return with(years, facts.sex(), facts.functionalClass(), facts.lineOfTherapy());
  }

  public Patient sex(Sex sex) {
    return with(facts.ageYears(), sex, facts.functionalClass(), facts.lineOfTherapy());
  }

  public Patient who(FunctionalClass functionalClass) {
    return with(facts.ageYears(), facts.sex(), functionalClass, facts.lineOfTherapy());
  }

  public Patient line(int line) {
    return with(facts.ageYears(), facts.sex(), facts.functionalClass(), line);
  }

  public Patient diagnosed(String... codes) {
    return with(List.of(codes), facts.priorTherapies(), facts.specialties(), facts.evidence());
  }

  /** One more therapy. */
  public Patient had(String therapy, int months, int responsePct) {
    return prior(new PriorTherapy(therapy, months, responsePct, false));
  }

  /** One more therapy, which the patient cannot take. */
  public Patient cannotTake(String therapy) {
    return prior(new PriorTherapy(therapy, 0, -1, true));
  }

  private Patient prior(PriorTherapy therapy) {
    return with(
        facts.diagnoses(),
        and(facts.priorTherapies(), therapy),
        facts.specialties(),
        facts.evidence());
  }

  public Patient noPriorTherapies() {
    return with(facts.diagnoses(), List.of(), facts.specialties(), facts.evidence());
  }

  public Patient prescriber(String... specialties) {
    return with(facts.diagnoses(), facts.priorTherapies(), List.of(specialties), facts.evidence());
  }

  public Patient evidence(String... evidence) {
    return with(facts.diagnoses(), facts.priorTherapies(), facts.specialties(), List.of(evidence));
  }

  public Patient strength(String strength) {
    return with(strength, facts.hospitalLevel(), facts.scheme(), facts.visitType(), 0);
  }

  public Patient visit(String hospitalLevel, String scheme, String visitType, int days) {
    return with(facts.strength(), hospitalLevel, scheme, visitType, days);
  }

  private static <T> List<T> and(List<T> list, T more) {
    List<T> all = new ArrayList<>(list);
    all.add(more);
    return all;
  }

  private Patient with(int age, Sex sex, FunctionalClass functionalClass, int line) {
    return new Patient(
        new ClinicalFacts(
            age,
            sex,
            facts.diagnoses(),
            functionalClass,
            line,
            facts.priorTherapies(),
            facts.specialties(),
            facts.evidence(),
            facts.strength(),
            facts.hospitalLevel(),
            facts.scheme(),
            facts.visitType(),
            facts.daysSupplied()));
  }

  private Patient with(
      List<String> diagnoses,
      List<PriorTherapy> priorTherapies,
      List<String> specialties,
      List<String> evidence) {
    return new Patient(
        new ClinicalFacts(
            facts.ageYears(),
            facts.sex(),
            diagnoses,
            facts.functionalClass(),
            facts.lineOfTherapy(),
            priorTherapies,
            specialties,
            evidence,
            facts.strength(),
            facts.hospitalLevel(),
            facts.scheme(),
            facts.visitType(),
            facts.daysSupplied()));
  }

  private Patient with(
      String strength, String hospitalLevel, String scheme, String visitType, int days) {
    return new Patient(
        new ClinicalFacts(
            facts.ageYears(),
            facts.sex(),
            facts.diagnoses(),
            facts.functionalClass(),
            facts.lineOfTherapy(),
            facts.priorTherapies(),
            facts.specialties(),
            facts.evidence(),
            strength,
            hospitalLevel,
            scheme,
            visitType,
            days));
  }
}
