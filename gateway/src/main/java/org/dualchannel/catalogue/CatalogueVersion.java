package org.dualchannel.catalogue;

import java.time.LocalDate;
import java.util.List;

/**
 * One version of the catalogue, complete and immutable. It is data: {@link Catalogue} indexes it,
 * {@link CatalogueValidation} finds what is wrong with it.
 *
 * @param id id of the version, such as {@code 2022-01}
 * @param effectiveFrom first day in force
 * @param title what it is called
 * @param document the document that issued it
 * @param drugs its entries, in the order given
 */
public record CatalogueVersion(
    String id, LocalDate effectiveFrom, String title, String document, List<Drug> drugs) {

  public CatalogueVersion {
    drugs = List.copyOf(drugs);
  }
}
