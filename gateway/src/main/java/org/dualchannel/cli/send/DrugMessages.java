package org.dualchannel.cli.send;

import org.dualchannel.catalogue.Agreement;
import org.dualchannel.catalogue.Caution;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.GuaranteeListing;
import org.dualchannel.catalogue.PriceBasis;
import org.dualchannel.cli.load.Dates;
import org.dualchannel.v1.AfterAgreement;
import org.dualchannel.v1.CautionKind;
import org.dualchannel.v1.QualityTier;

/** Drugs as the contract has them. */
final class DrugMessages {
  private DrugMessages() {}

  static org.dualchannel.v1.Drug of(Drug drug) {
    org.dualchannel.v1.Drug.Builder message =
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
            .setPriceBasis(priceBasis(drug.priceBasis()))
            .setRestriction(drug.restriction() == null ? "" : drug.restriction())
            .setRestrictionRemark(drug.restrictionRemark())
            .setRemarks(drug.remarks())
            .addAllGtins(drug.gtins());
    for (Caution each : drug.cautions()) {
      message
          .addCautionsBuilder()
          .setKind(
              switch (each.kind()) {
                case PREGNANCY -> CautionKind.CAUTION_KIND_PREGNANCY;
                case LACTATION -> CautionKind.CAUTION_KIND_LACTATION;
                case CHILD -> CautionKind.CAUTION_KIND_CHILD;
              })
          .setUnderYears(each.underYears());
    }
    if (drug.agreement() != null) {
      message.setAgreement(agreement(drug.agreement()));
    }
    if (drug.guarantee() != null) {
      message.setGuarantee(listing(drug.guarantee()));
    }
    return message.build();
  }

  private static org.dualchannel.v1.Agreement agreement(Agreement agreement) {
    org.dualchannel.v1.Agreement.Builder message =
        org.dualchannel.v1.Agreement.newBuilder()
            .setFromDate(Dates.of(agreement.from()))
            .setToDate(Dates.of(agreement.to()));
    if (agreement.after() != null) {
      message.setAfterAgreement(
          switch (agreement.after()) {
            case CONTINUE -> AfterAgreement.AFTER_AGREEMENT_CONTINUE;
            case REMOVED -> AfterAgreement.AFTER_AGREEMENT_REMOVED;
          });
    }
    return message.build();
  }

  private static org.dualchannel.v1.GuaranteeListing listing(GuaranteeListing listing) {
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

  private static org.dualchannel.v1.PriceBasis priceBasis(PriceBasis basis) {
    org.dualchannel.v1.PriceBasis.Builder message =
        org.dualchannel.v1.PriceBasis.newBuilder()
            .setSelectedPriceFen(basis.selectedPriceFen())
            .setStandardFen(basis.standardFen());
    if (basis.tier() != null) {
      message.setQualityTier(
          switch (basis.tier()) {
            case SELECTED -> QualityTier.QUALITY_TIER_SELECTED;
            case ORIGINATOR -> QualityTier.QUALITY_TIER_ORIGINATOR;
            case REFERENCE -> QualityTier.QUALITY_TIER_REFERENCE;
            case PASSED -> QualityTier.QUALITY_TIER_PASSED;
            case NON_PASSED -> QualityTier.QUALITY_TIER_NON_PASSED;
          });
    }
    return message.build();
  }
}
