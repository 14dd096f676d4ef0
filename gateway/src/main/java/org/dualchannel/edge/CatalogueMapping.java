package org.dualchannel.edge;

import org.dualchannel.catalogue.AfterAgreement;
import org.dualchannel.catalogue.Agreement;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.catalogue.Caution;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.GuaranteeListing;
import org.dualchannel.catalogue.ItemType;
import org.dualchannel.catalogue.PriceBasis;
import org.dualchannel.catalogue.QualityTier;
import org.dualchannel.v1.CatalogueVersionState;
import org.dualchannel.v1.CautionKind;

/** The catalogue between the contract and the domain. */
final class CatalogueMapping {
  private CatalogueMapping() {}

  static Drug drug(org.dualchannel.v1.Drug drug) {
    return new Drug(
        drug.getCode(),
        drug.getMolecule(),
        drug.getGenericNameZh(),
        drug.getGenericNameEn(),
        ItemType.ofCode(drug.getItemType()),
        drug.getDoseForm(),
        drug.getSpecification(),
        drug.getStrength(),
        drug.getUnit(),
        drug.getPackUnits(),
        drug.getTracePrefixesList(),
        drug.getColdChain(),
        drug.getMaxDaysSupply(),
        drug.hasAgreement() ? agreement(drug.getAgreement()) : null,
        drug.hasGuarantee() ? guarantee(drug.getGuarantee()) : null,
        drug.getFirstSelfPayBp(),
        drug.getSpecialOutpatientDiseasesList(),
        drug.hasPriceBasis() ? basis(drug.getPriceBasis()) : PriceBasis.NONE,
        drug.getRestriction().isEmpty() ? null : drug.getRestriction(),
        drug.getRestrictionRemark(),
        drug.getRemarks(),
        drug.getGtinsList(),
        drug.getCautionsList().stream()
            .map(
                each ->
                    new Caution(
                        Caution.Kind.valueOf(ClinicalMapping.word(each.getKind(), "CAUTION_KIND_")),
                        each.getUnderYears()))
            .toList());
  }

  private static Agreement agreement(org.dualchannel.v1.Agreement agreement) {
    AfterAgreement after =
        switch (agreement.getAfterAgreement()) {
          case AFTER_AGREEMENT_CONTINUE -> AfterAgreement.CONTINUE;
          case AFTER_AGREEMENT_REMOVED -> AfterAgreement.REMOVED;
          default -> null;
        };
    return new Agreement(
        Times.dateOf(agreement.getFromDate()), Times.dateOf(agreement.getToDate()), after);
  }

  private static GuaranteeListing guarantee(org.dualchannel.v1.GuaranteeListing listing) {
    return new GuaranteeListing(
        listing.getAnnualCapFen(),
        listing.getClearIndication(),
        listing.getClearPathway(),
        listing.getHeavyBurden(),
        listing.getOutsideSpecialOutpatient(),
        listing.getAnnualCostFen(),
        listing.getExpertArgument());
  }

  private static PriceBasis basis(org.dualchannel.v1.PriceBasis basis) {
    int tier = basis.getQualityTier().getNumber();
    return new PriceBasis(
        tier == 0 ? null : QualityTier.values()[tier - 1],
        basis.getSelectedPriceFen(),
        basis.getStandardFen());
  }

  static org.dualchannel.v1.CatalogueVersion published(CatalogueVersion version) {
    return org.dualchannel.v1.CatalogueVersion.newBuilder()
        .setVersion(version.id())
        .setTitle(version.title())
        .setDocument(version.document())
        .setEffectiveFromDate(Times.date(version.effectiveFrom()))
        .setState(CatalogueVersionState.CATALOGUE_VERSION_STATE_PUBLISHED)
        .setDrugCount(version.drugs().size())
        .build();
  }

  static org.dualchannel.v1.Drug of(Drug drug) {
    org.dualchannel.v1.Drug.Builder mapped =
        org.dualchannel.v1.Drug.newBuilder()
            .setCode(drug.code())
            .setMolecule(drug.molecule())
            .setGenericNameZh(drug.genericNameZh())
            .setGenericNameEn(drug.genericNameEn())
            .setItemType(drug.itemType().code())
            .setDoseForm(drug.doseForm())
            .setSpecification(drug.specification())
            .setStrength(drug.strength())
            .setUnit(drug.unit())
            .setPackUnits(drug.packUnits())
            .addAllTracePrefixes(drug.tracePrefixes())
            .setColdChain(drug.coldChain())
            .setMaxDaysSupply(drug.maxDaysSupply())
            .setFirstSelfPayBp(drug.firstSelfPayBp())
            .addAllSpecialOutpatientDiseases(drug.specialOutpatientDiseases())
            .setRestriction(drug.restriction() == null ? "" : drug.restriction())
            .setRestrictionRemark(drug.restrictionRemark())
            .setRemarks(drug.remarks())
            .addAllGtins(drug.gtins());
    for (Caution each : drug.cautions()) {
      mapped
          .addCautionsBuilder()
          .setKind(CautionKind.valueOf("CAUTION_KIND_" + each.kind().name()))
          .setUnderYears(each.underYears());
    }
    if (drug.agreement() != null) {
      mapped.setAgreement(ofAgreement(drug.agreement()));
    }
    if (drug.guarantee() != null) {
      mapped.setGuarantee(ofGuarantee(drug.guarantee()));
    }
    if (!drug.priceBasis().equals(PriceBasis.NONE)) {
      mapped.setPriceBasis(ofBasis(drug.priceBasis()));
    }
    return mapped.build();
  }

  private static org.dualchannel.v1.Agreement ofAgreement(Agreement agreement) {
    org.dualchannel.v1.Agreement.Builder mapped =
        org.dualchannel.v1.Agreement.newBuilder()
            .setFromDate(Times.date(agreement.from()))
            .setToDate(Times.date(agreement.to()));
    if (agreement.after() != null) {
      mapped.setAfterAgreement(
          org.dualchannel.v1.AfterAgreement.valueOf("AFTER_AGREEMENT_" + agreement.after().name()));
    }
    return mapped.build();
  }

  static org.dualchannel.v1.GuaranteeListing ofGuarantee(GuaranteeListing listing) {
    return org.dualchannel.v1.GuaranteeListing.newBuilder()
        .setAnnualCapFen(listing.annualCapFen())
        .setClearIndication(listing.clearIndication())
        .setClearPathway(listing.clearPathway())
        .setHeavyBurden(listing.heavyBurden())
        .setOutsideSpecialOutpatient(listing.outsideSpecialOutpatient())
        .setAnnualCostFen(listing.annualCostFen())
        .setExpertArgument(listing.expertArgument())
        .build();
  }

  private static org.dualchannel.v1.PriceBasis ofBasis(PriceBasis basis) {
    org.dualchannel.v1.PriceBasis.Builder mapped =
        org.dualchannel.v1.PriceBasis.newBuilder()
            .setSelectedPriceFen(basis.selectedPriceFen())
            .setStandardFen(basis.standardFen());
    if (basis.tier() != null) {
      mapped.setQualityTier(
          org.dualchannel.v1.QualityTier.valueOf("QUALITY_TIER_" + basis.tier().name()));
    }
    return mapped.build();
  }
}
