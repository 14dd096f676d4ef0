package org.dualchannel.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.rules.Rule;

/**
 * The published versions of the catalogue. Immutable: publishing makes a new timeline, so whoever
 * holds the reference swaps from one whole version to the next.
 */
public final class CatalogueTimeline {
  /** Nothing is published. */
  public static final CatalogueTimeline EMPTY = new CatalogueTimeline(List.of());

  private final List<Catalogue> published;

  private CatalogueTimeline(List<Catalogue> published) {
    this.published = published;
  }

  /** This timeline with one more version, published after the others. */
  @Rule("S2-27")
  public CatalogueTimeline publish(Catalogue catalogue) {
    List<Catalogue> all = new ArrayList<>(published);
    all.add(catalogue);
    return new CatalogueTimeline(List.copyOf(all));
  }

  /**
   * The version in force on a date: of those that have taken effect the latest, and of several from
   * the same day the one published last. Null when there is none.
   */
  @Rule("S2-27")
  public Catalogue inForceOn(LocalDate date) {
    Catalogue inForce = null;
    for (Catalogue catalogue : published) {
      LocalDate from = catalogue.version().effectiveFrom();
      if (!from.isAfter(date)
          && (inForce == null || !from.isBefore(inForce.version().effectiveFrom()))) {
        inForce = catalogue;
      }
    }
    return inForce;
  }

  /** The version with this id, or null. */
  public Catalogue version(String id) {
    for (Catalogue catalogue : published) {
      if (catalogue.version().id().equals(id)) {
        return catalogue;
      }
    }
    return null;
  }

  /** The versions in the order of their publication. */
  public List<Catalogue> published() {
    return published;
  }
}
