package org.dualchannel.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One catalogue version indexed for reading, its restrictions parsed. Immutable and not persisted:
 * it is made again from the {@link CatalogueVersion}.
 */
public final class Catalogue {
  private final CatalogueVersion version;
  private final Map<String, Drug> byCode;
  private final Map<String, Drug> byTracePrefix;
  private final Map<String, List<Drug>> byMolecule;
  private final Map<String, Restriction> restrictions;

  private Catalogue(
      CatalogueVersion version,
      Map<String, Drug> byCode,
      Map<String, Drug> byTracePrefix,
      Map<String, List<Drug>> byMolecule,
      Map<String, Restriction> restrictions) {
    this.version = version;
    this.byCode = byCode;
    this.byTracePrefix = byTracePrefix;
    this.byMolecule = byMolecule;
    this.restrictions = restrictions;
  }

  /**
   * Indexes a version in which {@link CatalogueValidation} found nothing.
   *
   * @throws IllegalArgumentException when a code or prefix stands twice or a restriction does not
   *     parse
   */
  public static Catalogue of(CatalogueVersion version) {
    Map<String, Drug> byCode = new HashMap<>();
    Map<String, Drug> byTracePrefix = new HashMap<>();
    Map<String, List<Drug>> byMolecule = new HashMap<>();
    Map<String, Restriction> restrictions = new HashMap<>();
    for (Drug drug : version.drugs()) {
      if (byCode.put(drug.code(), drug) != null) {
        throw new IllegalArgumentException("drug code twice: " + drug.code());
      }
      for (String prefix : drug.tracePrefixes()) {
        if (byTracePrefix.put(prefix, drug) != null) {
          throw new IllegalArgumentException("trace prefix twice: " + prefix);
        }
      }
      byMolecule.computeIfAbsent(drug.molecule(), molecule -> new ArrayList<>()).add(drug);
      if (drug.restriction() != null) {
        try {
          restrictions.put(drug.code(), Restriction.parse(drug.restriction()));
        } catch (RestrictionSyntaxException e) {
          throw new IllegalArgumentException("restriction of " + drug.code(), e);
        }
      }
    }
    byMolecule.replaceAll((molecule, drugs) -> List.copyOf(drugs));
    return new Catalogue(version, byCode, byTracePrefix, byMolecule, restrictions);
  }

  /** The version that is indexed. */
  public CatalogueVersion version() {
    return version;
  }

  /** The drug with this code, or null. */
  public Drug drug(String code) {
    return byCode.get(code);
  }

  /** The drug whose trace codes begin with these seven digits, or null. */
  public Drug drugOfTracePrefix(String prefix) {
    return byTracePrefix.get(prefix);
  }

  /** The entries of a molecule in the order of the version; empty when there are none. */
  public List<Drug> drugsOfMolecule(String molecule) {
    return byMolecule.getOrDefault(molecule, List.of());
  }

  /** The parsed restriction of the drug with this code, or null when it has none. */
  public Restriction restriction(String code) {
    return restrictions.get(code);
  }

  /** Judges the restriction of a drug; a drug without one is met by any facts. */
  public Evaluation evaluate(Drug drug, ClinicalFacts facts) {
    Restriction restriction = restrictions.get(drug.code());
    return restriction == null ? Evaluation.MET : restriction.evaluate(facts);
  }
}
