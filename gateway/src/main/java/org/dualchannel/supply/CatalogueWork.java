package org.dualchannel.supply;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.CatalogueTimeline;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.rules.Rule;

/** What a published version means for those who list and sell. */
public final class CatalogueWork {
  private CatalogueWork() {}

  /** The codes of a version that the version published before it did not have. */
  @Rule("S2-14")
  public static List<String> newCodes(CatalogueTimeline timeline, String version) {
    Set<String> before = new HashSet<>();
    for (Catalogue catalogue : timeline.published()) {
      if (catalogue.version().id().equals(version)) {
        List<String> added = new ArrayList<>();
        for (Drug drug : catalogue.version().drugs()) {
          if (!before.contains(drug.code())) {
            added.add(drug.code());
          }
        }
        return added;
      }
      before.clear();
      catalogue.version().drugs().forEach(drug -> before.add(drug.code()));
    }
    return List.of();
  }
}
