package org.dualchannel.edge;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.decide.Body;
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
import org.dualchannel.v1.ProfessionalTitle;
import org.dualchannel.v1.RegistryEntry;
import org.dualchannel.v1.Sex;

/** Registry entries from the contract into the domain. */
final class RegistryMapping {
  private RegistryMapping() {}

  /** One command of entries of any kind; an account's balance is an entry of its own. */
  static Body.ImportRegistry entries(String area, List<RegistryEntry> entries) {
    List<Institution> institutions = new ArrayList<>();
    List<Physician> physicians = new ArrayList<>();
    List<Pharmacy> pharmacies = new ArrayList<>();
    List<Pharmacist> pharmacists = new ArrayList<>();
    List<Designation> designations = new ArrayList<>();
    List<Person> persons = new ArrayList<>();
    List<Body.AccountBalance> balances = new ArrayList<>();
    for (RegistryEntry entry : entries) {
      switch (entry.getEntryCase()) {
        case INSTITUTION -> institutions.add(institution(entry.getInstitution()));
        case PHYSICIAN -> physicians.add(physician(entry.getPhysician()));
        case PHARMACY -> pharmacies.add(pharmacy(entry.getPharmacy()));
        case PHARMACIST -> pharmacists.add(pharmacist(entry.getPharmacist()));
        case DESIGNATION -> designations.add(designation(entry.getDesignation()));
        case INSURED_PERSON -> {
          InsuredPerson person = entry.getInsuredPerson();
          persons.add(person(area, person));
          if (person.hasAccountBalanceFen()) {
            balances.add(
                new Body.AccountBalance(person.getPersonNumber(), person.getAccountBalanceFen()));
          }
        }
        case ENTRY_NOT_SET -> throw new IllegalArgumentException("an entry without content");
      }
    }
    return new Body.ImportRegistry(
        institutions, physicians, pharmacies, pharmacists, designations, persons, balances);
  }

  private static Institution institution(org.dualchannel.v1.Institution entry) {
    return new Institution(
        entry.getCode(),
        entry.getName(),
        entry.getLocationArea(),
        entry.getLevel(),
        ClinicalMapping.periods(entry.getDesignatedPeriodsList()),
        entry.getCrossProvinceOutpatient(),
        ClinicalMapping.place(entry.hasLocation(), entry.getLocation()));
  }

  private static Physician physician(org.dualchannel.v1.Physician entry) {
    return new Physician(
        entry.getCode(),
        entry.getName(),
        title(entry.getTitle()),
        entry.getSpecialtiesList(),
        practices(entry.getPracticesList()));
  }

  private static Physician.Title title(ProfessionalTitle title) {
    return Physician.Title.values()[title.getNumber() - 1];
  }

  private static List<Practice> practices(List<org.dualchannel.v1.Practice> practices) {
    return practices.stream()
        .map(each -> new Practice(each.getPlace(), ClinicalMapping.period(each.getPeriod())))
        .toList();
  }

  private static Pharmacy pharmacy(org.dualchannel.v1.Pharmacy entry) {
    return new Pharmacy(
        entry.getCode(),
        entry.getName(),
        entry.getLocationArea(),
        ClinicalMapping.periods(entry.getDesignatedPeriodsList()),
        entry.getCanSupply(),
        entry.getRegulatorApproved(),
        entry.getElectronicTraceability(),
        entry.getColdChain(),
        ClinicalMapping.place(entry.hasLocation(), entry.getLocation()),
        entry.getMaxHolds(),
        entry.getAddress(),
        entry.getPhone());
  }

  private static Pharmacist pharmacist(org.dualchannel.v1.Pharmacist entry) {
    return new Pharmacist(entry.getCode(), entry.getName(), practices(entry.getPracticesList()));
  }

  private static Designation designation(org.dualchannel.v1.Designation entry) {
    return new Designation(
        entry.getHospital(),
        entry.getPharmacy(),
        ClinicalMapping.periods(entry.getPeriodsList()),
        entry.getFilingNumber(),
        Times.dateOf(entry.getFiledDate()));
  }

  private static Person person(String area, InsuredPerson entry) {
    return new Person(
        area,
        entry.getPersonNumber(),
        entry.getSex() == Sex.SEX_MALE ? Person.Sex.MALE : Person.Sex.FEMALE,
        Times.dateOf(entry.getBirthDate()),
        entry.getScheme(),
        entry.getPersonType(),
        Person.Status.valueOf(
            ClinicalMapping.word(
                entry.getBenefitStatus(),
                PrescriptionCalls.prefix(BenefitStatus.BENEFIT_STATUS_UNSPECIFIED))),
        ClinicalMapping.period(entry.getBenefitPeriod()),
        entry.getAssistanceGroup(),
        entry.hasAnnualIncomeFen() ? entry.getAnnualIncomeFen() : null,
        entry.getSpecialOutpatientList().stream()
            .map(
                each ->
                    new Person.SpecialOutpatient(
                        each.getDisease(), ClinicalMapping.period(each.getPeriod())))
            .toList(),
        entry.getFilingsList().stream()
            .map(
                each ->
                    new Person.Filing(
                        each.getCareArea(),
                        each.getKind() == FilingKind.FILING_KIND_LONG_TERM
                            ? Person.Filing.Kind.LONG_TERM
                            : Person.Filing.Kind.REFERRAL,
                        ClinicalMapping.period(each.getPeriod())))
            .toList());
  }
}
