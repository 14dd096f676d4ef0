package org.dualchannel.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.PriceBasis;

/** On one day a new version takes effect, published five days before: prices were renegotiated. */
final class CatalogueChange implements Happening {
  private static final int DAYS_AHEAD = 5;

  private final World world;
  private final CatalogueVersion before;
  private final LocalDate day;

  CatalogueChange(World world, CatalogueVersion before, LocalDate day) {
    this.world = world;
    this.before = before;
    this.day = day;
  }

  @Override
  public void plan(LocalDate date) {
    if (date.equals(day.minusDays(DAYS_AHEAD))) {
      Founding.publish(world, World.time(date, 2, 0), next());
    }
  }

  private CatalogueVersion next() {
    List<Drug> drugs = new ArrayList<>();
    for (Drug drug : before.drugs()) {
      drugs.add(drug.negotiated() ? cheaper(drug, world.random.nextInt(80, 100)) : drug);
    }
    return new CatalogueVersion(
        "SIM-" + day, day, "Renegotiated prices (simulation)", "Generated", drugs);
  }

  private static Drug cheaper(Drug drug, int percent) {
    PriceBasis basis = drug.priceBasis();
    long standardFen = Math.max(1, basis.standardFen() * percent / 100);
    return new Drug(
        drug.code(),
        drug.molecule(),
        drug.genericNameZh(),
        drug.genericNameEn(),
        drug.itemType(),
        drug.doseForm(),
        drug.specification(),
        drug.strength(),
        drug.unit(),
        drug.packUnits(),
        drug.tracePrefixes(),
        drug.coldChain(),
        drug.maxDaysSupply(),
        drug.agreement(),
        drug.guarantee(),
        drug.firstSelfPayBp(),
        drug.specialOutpatientDiseases(),
        new PriceBasis(basis.tier(), basis.selectedPriceFen(), standardFen),
        drug.restriction(),
        drug.restrictionRemark(),
        drug.remarks());
  }
}
