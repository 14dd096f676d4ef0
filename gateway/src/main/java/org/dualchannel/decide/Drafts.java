package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.catalogue.Drug;

/** Catalogue versions that are being put together and are not yet published. */
final class Drafts {
  /** How many may be open at once. */
  static final int MAX_OPEN = 16;

  /** How many drugs one may hold. */
  static final int MAX_DRUGS = 50_000;

  private record Draft(CatalogueVersion head, List<Drug> drugs) {}

  private final Map<String, Draft> open = new LinkedHashMap<>();

  int open() {
    return open.size();
  }

  boolean has(String version) {
    return open.containsKey(version);
  }

  void begin(CatalogueVersion head) {
    open.put(head.id(), new Draft(head, new ArrayList<>()));
  }

  int size(String version) {
    return open.get(version).drugs().size();
  }

  void add(String version, List<Drug> drugs) {
    open.get(version).drugs().addAll(drugs);
  }

  CatalogueVersion whole(String version) {
    Draft draft = open.get(version);
    CatalogueVersion head = draft.head();
    return new CatalogueVersion(
        head.id(), head.effectiveFrom(), head.title(), head.document(), draft.drugs());
  }

  void end(String version) {
    open.remove(version);
  }
}
