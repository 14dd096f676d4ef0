package org.dualchannel.edge;

import java.util.List;
import org.dualchannel.registry.Designation;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Physician;
import org.dualchannel.registry.Practice;
import org.dualchannel.v1.BenefitStatus;
import org.dualchannel.v1.FilingKind;
import org.dualchannel.v1.InsuredPerson;
import org.dualchannel.v1.OutOfAreaFiling;
import org.dualchannel.v1.ProfessionalTitle;
import org.dualchannel.v1.Sex;
import org.dualchannel.v1.SpecialOutpatientEnrolment;

/** Registry entries as the contract tells them. */
final class RegistryEntries {
  private RegistryEntries() {}

  static org.dualchannel.v1.Institution of(Institution entry) {
    org.dualchannel.v1.Institution.Builder mapped =
        org.dualchannel.v1.Institution.newBuilder()
            .setCode(entry.code())
            .setName(entry.name())
            .setLocationArea(entry.area())
            .setLevel(entry.level())
            .addAllDesignatedPeriods(ClinicalMapping.ofPeriods(entry.designated()))
            .setCrossProvinceOutpatient(entry.crossProvinceOutpatient());
    if (entry.place() != null) {
      mapped.setLocation(ClinicalMapping.ofPlace(entry.place()));
    }
    return mapped.build();
  }

  static org.dualchannel.v1.Physician of(Physician entry) {
    return org.dualchannel.v1.Physician.newBuilder()
        .setCode(entry.code())
        .setName(entry.name())
        .setTitle(ProfessionalTitle.forNumber(entry.title().ordinal() + 1))
        .addAllSpecialties(entry.specialties())
        .addAllPractices(practices(entry.practices()))
        .build();
  }

  private static List<org.dualchannel.v1.Practice> practices(List<Practice> practices) {
    return practices.stream()
        .map(
            each ->
                org.dualchannel.v1.Practice.newBuilder()
                    .setPlace(each.place())
                    .setPeriod(ClinicalMapping.ofPeriod(each.period()))
                    .build())
        .toList();
  }

  static org.dualchannel.v1.Pharmacy of(Pharmacy entry) {
    org.dualchannel.v1.Pharmacy.Builder mapped =
        org.dualchannel.v1.Pharmacy.newBuilder()
            .setCode(entry.code())
            .setName(entry.name())
            .setLocationArea(entry.area())
            .setCanSupply(entry.canSupply())
            .setRegulatorApproved(entry.regulatorApproved())
            .setElectronicTraceability(entry.electronicTraceability())
            .addAllDesignatedPeriods(ClinicalMapping.ofPeriods(entry.designated()))
            .setColdChain(entry.coldChain())
            .setMaxHolds(entry.maxHolds())
            .setAddress(entry.address())
            .setPhone(entry.phone());
    if (entry.place() != null) {
      mapped.setLocation(ClinicalMapping.ofPlace(entry.place()));
    }
    return mapped.build();
  }

  static org.dualchannel.v1.Pharmacist of(Pharmacist entry) {
    return org.dualchannel.v1.Pharmacist.newBuilder()
        .setCode(entry.code())
        .setName(entry.name())
        .addAllPractices(practices(entry.practices()))
        .build();
  }

  static org.dualchannel.v1.Designation of(Designation entry) {
    return org.dualchannel.v1.Designation.newBuilder()
        .setHospital(entry.hospital())
        .setPharmacy(entry.pharmacy())
        .addAllPeriods(ClinicalMapping.ofPeriods(entry.periods()))
        .setFilingNumber(entry.filingNumber())
        .setFiledDate(Times.date(entry.filed()))
        .build();
  }

  static InsuredPerson of(Person entry, long balanceFen) {
    InsuredPerson.Builder mapped =
        InsuredPerson.newBuilder()
            .setPersonNumber(entry.number())
            .setSex(entry.sex() == Person.Sex.MALE ? Sex.SEX_MALE : Sex.SEX_FEMALE)
            .setBirthDate(Times.date(entry.birthDate()))
            .setScheme(entry.scheme())
            .setPersonType(entry.personType())
            .setBenefitStatus(BenefitStatus.valueOf("BENEFIT_STATUS_" + entry.status().name()))
            .setBenefitPeriod(ClinicalMapping.ofPeriod(entry.benefit()))
            .setAssistanceGroup(entry.assistanceGroup())
            .setAccountBalanceFen(balanceFen);
    if (entry.annualIncomeFen() != null) {
      mapped.setAnnualIncomeFen(entry.annualIncomeFen());
    }
    for (Person.SpecialOutpatient each : entry.specialOutpatient()) {
      mapped.addSpecialOutpatient(
          SpecialOutpatientEnrolment.newBuilder()
              .setDisease(each.disease())
              .setPeriod(ClinicalMapping.ofPeriod(each.period())));
    }
    for (Person.Filing each : entry.filings()) {
      mapped.addFilings(
          OutOfAreaFiling.newBuilder()
              .setCareArea(each.careArea())
              .setKind(FilingKind.valueOf("FILING_KIND_" + each.kind().name()))
              .setPeriod(ClinicalMapping.ofPeriod(each.period())));
    }
    return mapped.build();
  }
}
