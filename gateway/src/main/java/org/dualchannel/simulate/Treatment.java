package org.dualchannel.simulate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.FunctionalClass;
import org.dualchannel.catalogue.PriorTherapy;
import org.dualchannel.prescription.ClinicalNotes;
import org.dualchannel.prescription.Diagnosis;

/**
 * Four weeks of one drug, for somebody whom its payment restriction allows.
 *
 * @param drug national code
 * @param units what four weeks take, in units of the drug
 * @param specialty of the physicians who prescribe it
 * @param fromAge youngest patient
 * @param toAge oldest patient
 */
record Treatment(
    String drug,
    int units,
    String specialty,
    Diagnosis diagnosis,
    ClinicalNotes notes,
    int fromAge,
    int toAge) {

  /** Days that one prescription is for. */
  static final int DAYS = 28;

  private static final int ANY = 120;

  /** How a drug is used: units for four weeks, specialty, and what the patient has. */
  private record Use(
      int units, String specialty, String diagnosis, int fromAge, int toAge, ClinicalNotes notes) {
    Use(int units, String specialty, String diagnosis, ClinicalNotes notes) {
      this(units, specialty, diagnosis, 18, ANY, notes);
    }
  }

  /** By molecule and strength as the catalogue has them. */
  private static final Map<String, Use> USES =
      Map.ofEntries(
          Map.entry(
              "miglustat 100mg", new Use(2, "genetics", "E75.2", 4, ANY, proof("niemann-pick-C"))),
          Map.entry(
              "vedolizumab 300mg",
              new Use(1, "gastroenterology", "K51.9", line(2, "severity-moderate"))),
          Map.entry(
              "selexipag 0.2mg", new Use(1, "cardiology", "I27.0", who(FunctionalClass.II, 1))),
          Map.entry(
              "bosentan 32mg", new Use(112, "cardiology", "I27.0", 3, 11, ClinicalNotes.NONE)),
          Map.entry(
              "bosentan 125mg", new Use(56, "cardiology", "I27.0", who(FunctionalClass.III, 1))),
          Map.entry(
              "riociguat 2.5mg", new Use(2, "cardiology", "I27.0", who(FunctionalClass.II, 2))),
          Map.entry(
              "macitentan 10mg", new Use(1, "cardiology", "I27.0", who(FunctionalClass.III, 1))),
          Map.entry(
              "dupilumab 300mg",
              new Use(2, "dermatology", "L20.9", failed("conventional", "severity-moderate"))),
          Map.entry("octreotide 20mg", new Use(1, "endocrinology", "E22.0", ClinicalNotes.NONE)),
          Map.entry("lanreotide 90mg", new Use(1, "endocrinology", "E22.0", ClinicalNotes.NONE)),
          Map.entry("tofacitinib 5mg", new Use(2, "rheumatology", "M05.9", failed("csDMARD"))),
          Map.entry("teriflunomide 14mg", new Use(1, "neurology", "G35", failed("conventional"))),
          Map.entry("siponimod 2mg", new Use(1, "neurology", "G35", proof("relapsing-MS"))),
          Map.entry(
              "fingolimod 0.5mg", new Use(1, "neurology", "G35", 10, 60, proof("relapsing-MS"))),
          Map.entry("baricitinib 2mg", new Use(1, "rheumatology", "M06.9", failed("csDMARD"))),
          Map.entry("adalimumab 40mg", new Use(2, "rheumatology", "M45", failed("NSAID"))),
          Map.entry("infliximab 100mg", new Use(2, "gastroenterology", "K50.1", line(2))),
          Map.entry("etanercept 25mg", new Use(8, "rheumatology", "M05.9", failed("csDMARD"))),
          Map.entry(
              "secukinumab 150mg",
              new Use(2, "dermatology", "L40.0", failed("conventional", "severity-severe"))),
          Map.entry("nintedanib 150mg", new Use(2, "respiratory", "J84.1", proof("IPF"))),
          Map.entry("deutetrabenazine 12mg", new Use(1, "neurology", "G10", ClinicalNotes.NONE)),
          Map.entry("edaravone 30mg", new Use(5, "neurology", "G12.2", proof("ALS"))),
          Map.entry(
              "deferasirox 125mg", new Use(4, "genetics", "D56.1", 4, ANY, ClinicalNotes.NONE)),
          Map.entry("omalizumab 150mg", new Use(2, "respiratory", "J45.0", asthma())));

  /** The treatments with drugs of a catalogue, by drug code. */
  static List<Treatment> of(List<Drug> drugs) {
    Map<String, Treatment> found = new TreeMap<>();
    for (Drug drug : drugs) {
      Use use = USES.get(drug.molecule() + ' ' + drug.strength());
      if (use != null) {
        found.put(
            drug.code(),
            new Treatment(
                drug.code(),
                use.units(),
                use.specialty(),
                new Diagnosis(use.diagnosis(), use.diagnosis()),
                use.notes(),
                use.fromAge(),
                use.toAge()));
      }
    }
    return List.copyOf(found.values());
  }

  /** What one prescription is for, in 1/10,000 units. */
  long quantityE4() {
    return units * 10_000L;
  }

  boolean suits(int age) {
    return age >= fromAge && age <= toAge;
  }

  private static ClinicalNotes proof(String... evidence) {
    return notes(null, 0, List.of(), evidence);
  }

  private static ClinicalNotes line(int line, String... evidence) {
    return notes(null, line, List.of(), evidence);
  }

  private static ClinicalNotes who(FunctionalClass functionalClass, int line) {
    return notes(functionalClass, line, List.of());
  }

  private static ClinicalNotes failed(String therapy, String... evidence) {
    return notes(null, 0, List.of(new PriorTherapy(therapy, 6, 20, false)), evidence);
  }

  private static ClinicalNotes asthma() {
    List<PriorTherapy> inhaled =
        List.of(new PriorTherapy("ICS", 6, 20, false), new PriorTherapy("LABA", 6, 20, false));
    return notes(null, 0, inhaled, "severity-moderate", "IgE", "uncontrolled-asthma");
  }

  private static ClinicalNotes notes(
      FunctionalClass functionalClass, int line, List<PriorTherapy> prior, String... evidence) {
    return new ClinicalNotes(
        functionalClass, line, prior, List.of(evidence), 0, false, false, List.of());
  }
}
