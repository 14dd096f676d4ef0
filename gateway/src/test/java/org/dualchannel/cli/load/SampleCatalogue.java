package org.dualchannel.cli.load;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.Drug;

/** The sample catalogue of the product, read once. */
final class SampleCatalogue {
  static final Catalogue CATALOGUE = load();

  private SampleCatalogue() {}

  private static Catalogue load() {
    try {
      return Catalogue.of(CatalogueFile.load("2022-01.yaml", SampleCatalogue::open));
    } catch (LoadException e) {
      throw new IllegalStateException(e);
    }
  }

  static InputStream open(String name) throws IOException {
    InputStream in = SampleCatalogue.class.getResourceAsStream("/sample/catalogue/" + name);
    if (in == null) {
      throw new FileNotFoundException(name);
    }
    return in;
  }

  /** The only entry of a molecule. */
  static Drug drug(String molecule) {
    List<Drug> drugs = CATALOGUE.drugsOfMolecule(molecule);
    if (drugs.size() != 1) {
      throw new IllegalArgumentException(molecule + " has " + drugs.size() + " entries");
    }
    return drugs.get(0);
  }

  /** The entry of a molecule with this strength. */
  static Drug drug(String molecule, String strength) {
    return CATALOGUE.drugsOfMolecule(molecule).stream()
        .filter(drug -> drug.strength().equals(strength))
        .findFirst()
        .orElseThrow();
  }
}
