package org.dualchannel.catalogue;

import java.util.List;
import org.dualchannel.rules.Rejection.FieldViolation;

/** What is wrong with catalogue data before it may be published. */
public final class CatalogueValidation {
  private CatalogueValidation() {}

  /**
   * Every problem of a version, entries against each other included.
   *
   * @return paths such as {@code drugs[3].code}; empty when the version may be published
   */
  public static List<FieldViolation> problems(CatalogueVersion version) {
    return new VersionCheck(version).problems();
  }

  /**
   * The problems of one entry by itself.
   *
   * @param path where the entry stands, such as {@code drugs[3]}
   */
  public static List<FieldViolation> problems(Drug drug, String path) {
    return new DrugCheck(drug, path).problems();
  }
}
