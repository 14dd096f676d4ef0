package org.dualchannel.loadtest;

import com.google.type.Date;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.v1.AfterAgreement;
import org.dualchannel.v1.Agreement;
import org.dualchannel.v1.AssistanceGroup;
import org.dualchannel.v1.Benefit;
import org.dualchannel.v1.BenefitPolicy;
import org.dualchannel.v1.BenefitStatus;
import org.dualchannel.v1.BurdenTier;
import org.dualchannel.v1.CapBasis;
import org.dualchannel.v1.CapYear;
import org.dualchannel.v1.CriticalIllness;
import org.dualchannel.v1.Deductible;
import org.dualchannel.v1.Designation;
import org.dualchannel.v1.Drug;
import org.dualchannel.v1.GeoPoint;
import org.dualchannel.v1.GuaranteeListing;
import org.dualchannel.v1.Institution;
import org.dualchannel.v1.InsuredPerson;
import org.dualchannel.v1.Payer;
import org.dualchannel.v1.Period;
import org.dualchannel.v1.Pharmacist;
import org.dualchannel.v1.Pharmacy;
import org.dualchannel.v1.Physician;
import org.dualchannel.v1.Practice;
import org.dualchannel.v1.PriceBasis;
import org.dualchannel.v1.ProfessionalTitle;
import org.dualchannel.v1.RatioTier;
import org.dualchannel.v1.RegistryEntry;
import org.dualchannel.v1.SchemePolicy;
import org.dualchannel.v1.ServiceRules;
import org.dualchannel.v1.Sex;
import org.dualchannel.v1.UnmetRestriction;

/** The entries of a generated city as messages of the contract. */
final class CityEntries {
  private static final Period ALWAYS =
      Period.newBuilder().setFromDate(date(2020, 1, 1)).setToDate(date(2099, 12, 31)).build();

  /** Millionths of a degree; places are a few hundred metres apart. */
  private static final int STEP_E6 = 4_000;

  private CityEntries() {}

  /** Hospitals, pharmacies, those who work there, and the designations. */
  static List<RegistryEntry> places(City city) {
    List<RegistryEntry> entries = new ArrayList<>();
    for (int i = 0; i < city.hospitals().size(); i++) {
      String hospital = city.hospitals().get(i);
      String pharmacy = city.pharmacies().get(i);
      entries.add(RegistryEntry.newBuilder().setInstitution(institution(hospital, i)).build());
      entries.add(RegistryEntry.newBuilder().setPharmacy(pharmacy(pharmacy, i)).build());
      entries.add(
          RegistryEntry.newBuilder()
              .setPhysician(
                  Physician.newBuilder()
                      .setCode(City.physician(i))
                      .setName("LOADTEST physician " + (i + 1))
                      .setTitle(ProfessionalTitle.PROFESSIONAL_TITLE_SENIOR)
                      .addSpecialties("dermatology")
                      .addPractices(at(hospital)))
              .build());
      for (String pharmacist : List.of(City.pharmacist(i), City.reviewer(i))) {
        entries.add(
            RegistryEntry.newBuilder()
                .setPharmacist(
                    Pharmacist.newBuilder()
                        .setCode(pharmacist)
                        .setName("LOADTEST pharmacist " + pharmacist)
                        .addPractices(at(pharmacy)))
                .build());
      }
      for (int offset = 0; offset < City.DESIGNATED_EACH; offset++) {
        entries.add(
            RegistryEntry.newBuilder()
                .setDesignation(
                    Designation.newBuilder()
                        .setHospital(hospital)
                        .setPharmacy(city.pharmacies().get((i + offset) % city.pharmacies().size()))
                        .addPeriods(ALWAYS)
                        .setFilingNumber("LOADTEST-" + (i + 1) + "-" + (offset + 1))
                        .setFiledDate(date(2020, 1, 1)))
                .build());
      }
    }
    return entries;
  }

  static RegistryEntry person(Patient patient, int number) {
    return RegistryEntry.newBuilder()
        .setInsuredPerson(
            InsuredPerson.newBuilder()
                .setPersonNumber(patient.personNumber())
                .setSex(number % 2 == 0 ? Sex.SEX_FEMALE : Sex.SEX_MALE)
                .setBirthDate(date(1950 + number % 50, 1 + number % 12, 1 + number % 28))
                .setScheme("310")
                .setPersonType("1101")
                .setBenefitStatus(BenefitStatus.BENEFIT_STATUS_ACTIVE)
                .setBenefitPeriod(ALWAYS)
                .setAccountBalanceFen(500_000))
        .build();
  }

  static List<Drug> drugs(City city) {
    List<Drug> drugs = new ArrayList<>();
    for (City.Product product : city.guaranteeDrugs()) {
      drugs.add(
          drug(product)
              .setAgreement(
                  Agreement.newBuilder()
                      .setFromDate(ALWAYS.getFromDate())
                      .setToDate(ALWAYS.getToDate())
                      .setAfterAgreement(AfterAgreement.AFTER_AGREEMENT_CONTINUE))
              .setGuarantee(
                  GuaranteeListing.newBuilder()
                      .setAnnualCapFen(7_900_000)
                      .setClearIndication(true)
                      .setClearPathway(true)
                      .setHeavyBurden(true)
                      .setOutsideSpecialOutpatient(true)
                      .setAnnualCostFen(7_900_000)
                      .setExpertArgument("LOADTEST generated"))
              .setFirstSelfPayBp(1_000)
              .setRestriction("all(age >= 6, diagnosis(L20))")
              .setRestrictionRemark("LOADTEST generated")
              .build());
    }
    for (City.Product product : city.ordinaryDrugs()) {
      drugs.add(drug(product).build());
    }
    return drugs;
  }

  /** Figures of no real area, in the usual shape. */
  static BenefitPolicy policy(String id) {
    Benefit guarantee =
        Benefit.newBuilder()
            .setDeductible(Deductible.newBuilder().setDeductibleFen(50_000))
            .addTiers(ratios(8_000, 8_000, 8_000))
            .setRetireeBonusBp(500)
            .setCountsInBasicCap(true)
            .build();
    Benefit ordinary =
        Benefit.newBuilder()
            .setDeductible(Deductible.newBuilder().setDeductibleFen(80_000))
            .addTiers(ratios(7_500, 6_500, 5_500))
            .setRetireeBonusBp(500)
            .setFundCapFen(1_000_000)
            .setCountsInBasicCap(true)
            .build();
    return BenefitPolicy.newBuilder()
        .setPolicyId(City.AREA + "-" + id)
        .setDocument("LOADTEST generated")
        .setDocumentDate(date(2020, 1, 1))
        .setEffectiveFromDate(date(2020, 1, 1))
        .setIllustrative(true)
        .setCapBasis(CapBasis.CAP_BASIS_ELIGIBLE_COST)
        .setCapYear(CapYear.CAP_YEAR_CALENDAR)
        .addSchemes(
            SchemePolicy.newBuilder()
                .setScheme("310")
                .setGuarantee(guarantee)
                .setOrdinaryOutpatient(ordinary)
                .setBasicFundCapFen(30_000_000)
                .setCriticalIllness(
                    CriticalIllness.newBuilder()
                        .setPayer(Payer.PAYER_EMPLOYEE_LARGE_AMOUNT)
                        .addTiers(BurdenTier.newBuilder().setOverFen(2_000_000).setRatioBp(8_000))))
        .addAssistanceGroups(
            AssistanceGroup.newBuilder()
                .setGroup("5B")
                .setName("LOADTEST")
                .setDeductibleFen(0)
                .setRatioBp(7_000))
        .setServiceRules(
            ServiceRules.newBuilder()
                .setUnmetRestriction(UnmetRestriction.UNMET_RESTRICTION_REFUSE)
                .setSecondPharmacist(true)
                // A run supplies each person many times in a minute.
                .setEarliestRefillBp(0))
        .build();
  }

  private static Drug.Builder drug(City.Product product) {
    return Drug.newBuilder()
        .setCode(product.code())
        .setMolecule(product.molecule())
        .setGenericNameZh("压测药品 " + product.molecule())
        .setGenericNameEn("LOADTEST " + product.molecule())
        .setItemType("11")
        .setDoseForm("片剂")
        .setSpecification("300mg")
        .setStrength("300mg")
        .setUnit("盒")
        .setPackUnits(1)
        .addTracePrefixes(product.tracePrefix())
        .setPriceBasis(PriceBasis.newBuilder().setStandardFen(product.priceFen()));
  }

  private static Institution institution(String code, int number) {
    return Institution.newBuilder()
        .setCode(code)
        .setName("LOADTEST hospital " + (number + 1))
        .setLocationArea(City.AREA)
        .setLevel("01")
        .addDesignatedPeriods(ALWAYS)
        .setLocation(
            GeoPoint.newBuilder().setLatE6(39_000_000 + STEP_E6 * number).setLonE6(117_000_000))
        .build();
  }

  private static Pharmacy pharmacy(String code, int number) {
    return Pharmacy.newBuilder()
        .setCode(code)
        .setName("LOADTEST pharmacy " + (number + 1))
        .setLocationArea(City.AREA)
        .setCanSupply(true)
        .setRegulatorApproved(true)
        .setElectronicTraceability(true)
        .addDesignatedPeriods(ALWAYS)
        .setColdChain(true)
        .setLocation(
            GeoPoint.newBuilder().setLatE6(39_000_000 + STEP_E6 * number).setLonE6(117_004_000))
        .build();
  }

  private static Practice at(String place) {
    return Practice.newBuilder().setPlace(place).setPeriod(ALWAYS).build();
  }

  private static RatioTier ratios(int tier1Bp, int tier2Bp, int tier3Bp) {
    return RatioTier.newBuilder()
        .setTier1Bp(tier1Bp)
        .setTier2Bp(tier2Bp)
        .setTier3Bp(tier3Bp)
        .build();
  }

  private static Date date(int year, int month, int day) {
    return Date.newBuilder().setYear(year).setMonth(month).setDay(day).build();
  }
}
