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

  boolean has(String key) {
    return open.containsKey(key);
  }

  void begin(String key, CatalogueVersion head) {
    open.put(key, new Draft(head, new ArrayList<>()));
  }

  int size(String key) {
    return open.get(key).drugs().size();
  }

  void add(String key, List<Drug> drugs) {
    open.get(key).drugs().addAll(drugs);
  }

  CatalogueVersion whole(String key) {
    Draft draft = open.get(key);
    CatalogueVersion head = draft.head();
    return new CatalogueVersion(
        head.id(), head.effectiveFrom(), head.title(), head.document(), draft.drugs());
  }

  /** The open ones by their keys, in the order in which they were begun. */
  Map<String, CatalogueVersion> fixed() {
    Map<String, CatalogueVersion> fixed = new LinkedHashMap<>();
    open.keySet().forEach(key -> fixed.put(key, whole(key)));
    return fixed;
  }

  void end(String key) {
    open.remove(key);
  }
}
