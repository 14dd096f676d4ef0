package org.dualchannel.catalogue;

import java.time.LocalDate;
import java.util.List;

/** Drugs that pass every check, to be spoilt one thing at a time. */
final class TestDrugs {
  static final LocalDate START = LocalDate.of(2022, 1, 1);
  static final LocalDate END = LocalDate.of(2023, 12, 31);

  String code = "XA10ADM080B002010107103";
  String molecule = "bosentan";
  String strength = "32mg";
  ItemType itemType = ItemType.WESTERN;
  int packUnits = 1;
  List<String> prefixes = List.of("8300101");
  List<String> gtins = List.of();
  List<Caution> cautions = List.of();
  int maxDaysSupply;
  Agreement agreement = new Agreement(START, END, AfterAgreement.CONTINUE);
  GuaranteeListing guarantee = listing(3_800_000, true, true, true, true);
  int firstSelfPayBp = 1_000;
  List<String> diseases = List.of();
  PriceBasis priceBasis = new PriceBasis(null, 0, 1_800);
  String restriction = "age >= 3";
  String remark = "限3岁及以上";

  static TestDrugs drug() {
    return new TestDrugs();
  }

  /** Another strength of the same molecule. */
  static TestDrugs other() {
    TestDrugs other = new TestDrugs();
    other.code = "XA10ADM080B002010107104";
    other.strength = "125mg";
    other.prefixes = List.of("8300102");
    return other;
  }

  static GuaranteeListing listing(
      long capFen, boolean indication, boolean pathway, boolean burden, boolean outside) {
    return new GuaranteeListing(capFen, indication, pathway, burden, outside, capFen, "argued");
  }

  Drug build() {
    return new Drug(
        code,
        molecule,
        "波生坦",
        "Bosentan",
        itemType,
        "口服常释剂型",
        strength + "×56片",
        strength,
        "片",
        packUnits,
        prefixes,
        false,
        maxDaysSupply,
        agreement,
        guarantee,
        firstSelfPayBp,
        diseases,
        priceBasis,
        restriction,
        remark,
        "",
        gtins,
        cautions);
  }

  static CatalogueVersion version(Drug... drugs) {
    return version("v1", START, drugs);
  }

  static CatalogueVersion version(String id, LocalDate from, Drug... drugs) {
    return new CatalogueVersion(id, from, "title", "document", List.of(drugs));
  }
}
