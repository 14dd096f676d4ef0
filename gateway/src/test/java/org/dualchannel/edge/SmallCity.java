package org.dualchannel.edge;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import org.dualchannel.v1.*;

/**
 * A city of one hospital and two pharmacies, written through the API. The figures are those of the
 * worked example of an employee's first settlement of the year.
 */
final class SmallCity {
  static final String AREA = "120100";
  static final String HOSPITAL = "H12010000001";
  static final String PHYSICIAN = "D120100000001";
  static final String PHARMACY = "P12010000001";
  static final String OTHER_PHARMACY = "P12010000002";
  static final String PHARMACIST = "Y120100000001";
  static final String REVIEWER = "Y120100000002";
  static final String PERSON = "P0000012345";
  static final String DRUG = "XD11AHD163B002010100001";
  static final String AS_BUREAU = "bureau/" + AREA;
  static final String AS_HOSPITAL = "hospital/" + HOSPITAL;
  static final String AS_PHARMACY = "pharmacy/" + PHARMACY;
  static final String AS_OTHER_PHARMACY = "pharmacy/" + OTHER_PHARMACY;

  private final EdgeRig rig;
  private int numbers;

  SmallCity(EdgeRig rig) {
    this.rig = rig;
  }

  static Date date(int year, int month, int day) {
    return Date.newBuilder().setYear(year).setMonth(month).setDay(day).build();
  }

  static Period always() {
    return Period.newBuilder().setFromDate(date(2020, 1, 1)).build();
  }

  Timestamp now() {
    return Times.timestamp(rig.clockMs.get());
  }

  /** Everything that is needed before a prescription can be sent. */
  SmallCity found() {
    catalogue();
    PolicyServiceGrpc.newBlockingStub(rig.as(AS_BUREAU))
        .createPolicy(
            CreatePolicyRequest.newBuilder()
                .setRequestId(EdgeRig.uuid())
                .setArea(AREA)
                .setPolicy(policy())
                .build());
    registry();
    stock(AS_PHARMACY, PHARMACY);
    stock(AS_OTHER_PHARMACY, OTHER_PHARMACY);
    enrol();
    return this;
  }

  static Drug drug() {
    return Drug.newBuilder()
        .setCode(DRUG)
        .setMolecule("dupilumab")
        .setGenericNameZh("度普利尤单抗")
        .setGenericNameEn("Dupilumab")
        .setItemType("11")
        .setDoseForm("注射剂")
        .setSpecification("300mg/2ml")
        .setStrength("300mg")
        .setUnit("支")
        .setPackUnits(1)
        .addTracePrefixes("8300001")
        .addGtins("06901234567892")
        .addCautions(Caution.newBuilder().setKind(CautionKind.CAUTION_KIND_LACTATION))
        .setColdChain(true)
        .setFirstSelfPayBp(1_000)
        .setAgreement(
            Agreement.newBuilder()
                .setFromDate(date(2026, 1, 1))
                .setToDate(date(2027, 12, 31))
                .setAfterAgreement(AfterAgreement.AFTER_AGREEMENT_CONTINUE))
        .setGuarantee(
            GuaranteeListing.newBuilder()
                .setAnnualCapFen(7_900_000)
                .setClearIndication(true)
                .setClearPathway(true)
                .setHeavyBurden(true)
                .setOutsideSpecialOutpatient(true)
                .setExpertArgument("argued"))
        .setPriceBasis(PriceBasis.newBuilder().setStandardFen(316_000))
        .build();
  }

  private void catalogue() {
    catalogue(AREA);
  }

  /** Publishes the catalogue of one drug in an area. */
  void catalogue(String area) {
    CatalogueServiceGrpc.CatalogueServiceBlockingStub stub =
        CatalogueServiceGrpc.newBlockingStub(rig.as("bureau/" + area));
    stub.createCatalogueVersion(
        CreateCatalogueVersionRequest.newBuilder()
            .setRequestId(EdgeRig.uuid())
            .setArea(area)
            .setCatalogueVersion(
                CatalogueVersion.newBuilder()
                    .setVersion("2026-01")
                    .setTitle("Catalogue")
                    .setDocument("Document 1")
                    .setEffectiveFromDate(date(2026, 1, 1)))
            .build());
    stub.addDrugs(
        AddDrugsRequest.newBuilder()
            .setRequestId(EdgeRig.uuid())
            .setArea(area)
            .setVersion("2026-01")
            .addDrugs(drug())
            .build());
    stub.publishCatalogueVersion(
        PublishCatalogueVersionRequest.newBuilder()
            .setRequestId(EdgeRig.uuid())
            .setArea(area)
            .setVersion("2026-01")
            .setExpectedDrugCount(1)
            .build());
  }

  static BenefitPolicy policy() {
    return BenefitPolicy.newBuilder()
        .setPolicyId("120100-2026")
        .setDocument("Document 2")
        .setDocumentDate(date(2025, 12, 1))
        .setEffectiveFromDate(date(2026, 1, 1))
        .setCapBasis(CapBasis.CAP_BASIS_ELIGIBLE_COST)
        .setCapYear(CapYear.CAP_YEAR_CALENDAR)
        .addSchemes(
            SchemePolicy.newBuilder()
                .setScheme("310")
                .setGuarantee(
                    Benefit.newBuilder()
                        .setDeductible(Deductible.newBuilder().setDeductibleFen(50_000))
                        .addTiers(
                            RatioTier.newBuilder()
                                .setTier1Bp(8_000)
                                .setTier2Bp(8_000)
                                .setTier3Bp(8_000))
                        .setRetireeBonusBp(500)
                        .setCountsInBasicCap(true)))
        .setServiceRules(
            ServiceRules.newBuilder()
                .setUnmetRestriction(UnmetRestriction.UNMET_RESTRICTION_REFUSE)
                .setEarliestRefillBp(0))
        .addAreaFactors(
            AreaFactor.newBuilder().setFiling(FilingKind.FILING_KIND_UNFILED).setFactorBp(7_000))
        .setOutOfArea(OutOfAreaRules.newBuilder().setMostPerDayFen(10_000_000))
        .setOfflineClaims(
            OfflineClaimRules.newBuilder()
                .addDocuments(ClaimDocument.CLAIM_DOCUMENT_INVOICE)
                .setDaysToFile(365))
        .build();
  }

  private void registry() {
    BatchImportRegistryRequest.Builder batch =
        BatchImportRegistryRequest.newBuilder().setRequestId(EdgeRig.uuid()).setArea(AREA);
    batch.addEntriesBuilder().setInstitution(institution());
    batch
        .addEntriesBuilder()
        .setPhysician(
            Physician.newBuilder()
                .setCode(PHYSICIAN)
                .setName("Dr Li")
                .setTitle(ProfessionalTitle.PROFESSIONAL_TITLE_SENIOR)
                .addSpecialties("dermatology")
                .addPractices(Practice.newBuilder().setPlace(HOSPITAL).setPeriod(always())));
    batch
        .addEntriesBuilder()
        .setPharmacist(
            Pharmacist.newBuilder()
                .setCode(PHARMACIST)
                .setName("Wang")
                .addPractices(Practice.newBuilder().setPlace(PHARMACY).setPeriod(always())));
    batch
        .addEntriesBuilder()
        .setPharmacist(
            Pharmacist.newBuilder()
                .setCode(REVIEWER)
                .setName("Zhao")
                .addPractices(Practice.newBuilder().setPlace(PHARMACY).setPeriod(always())));
    for (String code : new String[] {PHARMACY, OTHER_PHARMACY}) {
      batch.addEntriesBuilder().setPharmacy(pharmacy(code));
      batch
          .addEntriesBuilder()
          .setDesignation(
              Designation.newBuilder()
                  .setHospital(HOSPITAL)
                  .setPharmacy(code)
                  .addPeriods(always())
                  .setFilingNumber("F-1")
                  .setFiledDate(date(2025, 12, 1)));
    }
    batch.addEntriesBuilder().setInsuredPerson(person());
    RegistryServiceGrpc.newBlockingStub(rig.as(AS_BUREAU)).batchImportRegistry(batch.build());
  }

  static Institution institution() {
    return Institution.newBuilder()
        .setCode(HOSPITAL)
        .setName("First Hospital")
        .setLocationArea(AREA)
        .setLevel("01")
        .addDesignatedPeriods(always())
        .build();
  }

  static Pharmacy pharmacy(String code) {
    return Pharmacy.newBuilder()
        .setCode(code)
        .setName("Pharmacy")
        .setLocationArea(AREA)
        .setCanSupply(true)
        .setRegulatorApproved(true)
        .setElectronicTraceability(true)
        .setColdChain(true)
        .addDesignatedPeriods(always())
        .setLocation(GeoPoint.newBuilder().setLatE6(39_125_000).setLonE6(117_190_000))
        .build();
  }

  static InsuredPerson person() {
    return InsuredPerson.newBuilder()
        .setPersonNumber(PERSON)
        .setSex(Sex.SEX_FEMALE)
        .setBirthDate(date(1986, 5, 4))
        .setScheme("310")
        .setPersonType("1101")
        .setBenefitStatus(BenefitStatus.BENEFIT_STATUS_ACTIVE)
        .setBenefitPeriod(always())
        .setAccountBalanceFen(10_000)
        .build();
  }

  private void stock(String principal, String dispenser) {
    DispensingServiceGrpc.newBlockingStub(rig.as(principal)).reportStock(stockReport(dispenser));
  }

  ReportStockRequest stockReport(String dispenser) {
    return ReportStockRequest.newBuilder()
        .setRequestId(EdgeRig.uuid())
        .setArea(AREA)
        .setDispenser(dispenser)
        .addItems(
            StockItem.newBuilder()
                .setDrug(DRUG)
                .setQuantityE4(100_000_000)
                .setPriceFen(316_000)
                .setAsOfTime(now()))
        .build();
  }

  static CreateEnrolmentRequest.Builder enrolment() {
    return CreateEnrolmentRequest.newBuilder()
        .setRequestId(EdgeRig.uuid())
        .setArea(AREA)
        .setPersonNumber(PERSON)
        .setHospital(HOSPITAL)
        .setDrug(DRUG)
        .setContent(
            EnrolmentContent.newBuilder()
                .addPhysicians(PHYSICIAN)
                .addDiagnoses(Diagnosis.newBuilder().setCode("L20.9").setName("特应性皮炎"))
                .setDiagnosisBasis("EASI 24")
                .setTreatmentPlan(
                    TreatmentPlan.newBuilder()
                        .setSingleDose("300")
                        .setSingleDoseUnit("mg")
                        .setFrequency("Q2W")
                        .setRoute("SC")));
  }

  private void enrol() {
    EnrolmentServiceGrpc.newBlockingStub(rig.as(AS_HOSPITAL)).createEnrolment(enrolment().build());
  }

  /** A prescription of two units that is accepted. */
  SubmitPrescriptionRequest.Builder prescription() {
    return SubmitPrescriptionRequest.newBuilder()
        .setRequestId(EdgeRig.uuid())
        .setArea(AREA)
        .setPrescription(
            PrescriptionDraft.newBuilder()
                .setHospital(HOSPITAL)
                .setHospitalNumber("RX-" + ++numbers)
                .setPhysician(PHYSICIAN)
                .setPersonNumber(PERSON)
                .setScheme("310")
                .setVisitType("11")
                .setAttribute("01")
                .setIssueTime(now())
                .addDiagnoses(Diagnosis.newBuilder().setCode("L20.9").setName("特应性皮炎"))
                .setPreferredDispenser(PHARMACY)
                .setDeliveryLocation(
                    GeoPoint.newBuilder().setLatE6(39_126_000).setLonE6(117_190_000))
                .addLines(line(1)));
  }

  static PrescriptionLine.Builder line(int number) {
    return PrescriptionLine.newBuilder()
        .setLineNumber(number)
        .setDrug(DRUG)
        .setQuantityE4(20_000)
        .setDays(28)
        .setSingleDose("300")
        .setSingleDoseUnit("mg")
        .setFrequency("Q2W")
        .setRoute("SC");
  }

  PrescriptionServiceGrpc.PrescriptionServiceBlockingStub hospital() {
    return PrescriptionServiceGrpc.newBlockingStub(rig.as(AS_HOSPITAL));
  }

  DispensingServiceGrpc.DispensingServiceBlockingStub pharmacy() {
    return DispensingServiceGrpc.newBlockingStub(rig.as(AS_PHARMACY));
  }

  static ClaimPrescriptionRequest.Builder claim(String prescription) {
    return ClaimPrescriptionRequest.newBuilder()
        .setRequestId(EdgeRig.uuid())
        .setArea(AREA)
        .setPrescriptionId(prescription)
        .setDispenser(PHARMACY);
  }

  static DispensePrescriptionRequest.Builder dispense(String prescription, String secret) {
    return DispensePrescriptionRequest.newBuilder()
        .setRequestId(EdgeRig.uuid())
        .setArea(AREA)
        .setPrescriptionId(prescription)
        .setDispenser(PHARMACY)
        .setClaimSecret(secret)
        .setPharmacist(PHARMACIST)
        .addLines(
            DispenseLine.newBuilder()
                .setLineNumber(1)
                .setPriceFen(316_000)
                .setQuantityE4(20_000)
                .addTraceCodes(TraceCode.newBuilder().setCode("83000010000000000001"))
                .addTraceCodes(TraceCode.newBuilder().setCode("83000010000000000002")));
  }
}
