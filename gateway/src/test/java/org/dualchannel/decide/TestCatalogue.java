package org.dualchannel.decide;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.catalogue.Agreement;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.catalogue.Coverage;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.GuaranteeListing;
import org.dualchannel.catalogue.PriceBasis;
import org.dualchannel.cli.load.CatalogueFile;
import org.dualchannel.cli.load.LoadException;

/** The sample catalogue, and versions of it with a drug changed. */
final class TestCatalogue {
  static final CatalogueVersion SAMPLE = load();
  private static final Catalogue INDEX = Catalogue.of(SAMPLE);

  /** Atopic dermatitis, cold chain, cap 79,000 yuan, 3,160 yuan a pack. */
  static final String DUPILUMAB = only("dupilumab");

  /** Rheumatoid arthritis, only by a rheumatologist, cap 13,000 yuan. */
  static final String TOFACITINIB = only("tofacitinib");

  /** No restriction, cap 77,000 yuan. */
  static final String DEFERASIROX = only("deferasirox");

  /** Niemann-Pick type C, cap 281,000 yuan. */
  static final String MIGLUSTAT = only("miglustat");

  static final String AMLODIPINE_SELECTED = "XC08CAS101A001010110101";
  static final String AMLODIPINE_ORIGINATOR = "XC08CAS101A001020110101";
  static final String AMLODIPINE_REFERENCE = "XC08CAS101A001030110101";
  static final String AMLODIPINE_PASSED = "XC08CAS101A001040110101";
  static final String AMLODIPINE_NON_PASSED = "XC08CAS101A001050110101";

  /** The agreement ended on 2023-12-31; the drug moved to the regular catalogue. */
  static final String CONTINUED = only("sample-continued");

  /** The agreement ended on 2023-12-31; the drug left the catalogue. */
  static final String REMOVED = only("sample-removed");

  private TestCatalogue() {}

  private static CatalogueVersion load() {
    try {
      return CatalogueFile.load("2022-01.yaml", TestCatalogue::open);
    } catch (LoadException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = TestCatalogue.class.getResourceAsStream("/sample/catalogue/" + name);
    if (in == null) {
      throw new FileNotFoundException(name);
    }
    return in;
  }

  private static String only(String molecule) {
    return INDEX.drugsOfMolecule(molecule).get(0).code();
  }

  static Drug drug(String code) {
    return INDEX.drug(code);
  }

  static boolean paidOn(Drug drug, LocalDate date) {
    return drug.coverageOn(date) != Coverage.STOPPED;
  }

  /** The price that the sample data lists for a unit; 10 yuan where it lists none. */
  static long listedFen(Drug drug) {
    PriceBasis basis = drug.priceBasis();
    if (basis.selectedPriceFen() > 0) {
      return basis.selectedPriceFen();
    }
    return basis.standardFen() > 0 ? basis.standardFen() : 1_000;
  }

  /** The sample as a later version in which one drug has another guarantee listing. */
  static CatalogueVersion withCap(String id, LocalDate from, String code, long capFen) {
    Drug drug = drug(code);
    return with(
        id,
        from,
        changed(
            drug,
            drug.agreement(),
            new GuaranteeListing(capFen, true, true, true, true, capFen, "argued"),
            drug.priceBasis()));
  }

  /** The sample as a later version in which one drug has another agreement. */
  static CatalogueVersion withAgreement(
      String id, LocalDate from, String code, Agreement agreement) {
    Drug drug = drug(code);
    return with(id, from, changed(drug, agreement, drug.guarantee(), drug.priceBasis()));
  }

  /** The sample as a later version in which one drug has another payment standard. */
  static CatalogueVersion withPrices(String id, LocalDate from, String code, PriceBasis prices) {
    Drug drug = drug(code);
    return with(id, from, changed(drug, drug.agreement(), drug.guarantee(), prices));
  }

  /** The sample as a later version in which one drug has moved to special outpatient care. */
  static CatalogueVersion withSpecialOutpatient(
      String id, LocalDate from, String code, String disease) {
    Drug drug = drug(code);
    Drug moved = changed(drug, drug.agreement(), null, drug.priceBasis(), List.of(disease));
    return with(id, from, moved);
  }

  private static CatalogueVersion with(String id, LocalDate from, Drug changed) {
    List<Drug> drugs = new ArrayList<>(SAMPLE.drugs());
    drugs.replaceAll(each -> each.code().equals(changed.code()) ? changed : each);
    return new CatalogueVersion(id, from, "sample, changed", "test", drugs);
  }

  private static Drug changed(
      Drug drug, Agreement agreement, GuaranteeListing guarantee, PriceBasis prices) {
    return changed(drug, agreement, guarantee, prices, drug.specialOutpatientDiseases());
  }

  private static Drug changed(
      Drug drug,
      Agreement agreement,
      GuaranteeListing guarantee,
      PriceBasis prices,
      List<String> specialOutpatient) {
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
        agreement,
        guarantee,
        drug.firstSelfPayBp(),
        specialOutpatient,
        prices,
        drug.restriction(),
        drug.restrictionRemark(),
        drug.remarks(),
        drug.gtins(),
        drug.cautions());
  }
}
