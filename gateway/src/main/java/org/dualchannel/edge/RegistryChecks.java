package org.dualchannel.edge;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dualchannel.v1.BatchImportRegistryRequest;
import org.dualchannel.v1.Designation;
import org.dualchannel.v1.FilingKind;
import org.dualchannel.v1.Institution;
import org.dualchannel.v1.InsuredPerson;
import org.dualchannel.v1.Pharmacist;
import org.dualchannel.v1.Pharmacy;
import org.dualchannel.v1.Physician;
import org.dualchannel.v1.Practice;
import org.dualchannel.v1.RegistryEntry;

/** The shape of registry entries. */
final class RegistryChecks {
  private static final int MAX_ENTRIES = 2_000;
  private static final int MAX_HOLDS = 1_000_000;

  private RegistryChecks() {}

  static void batch(FieldChecks checks, BatchImportRegistryRequest request) {
    if (!checks.count("entries", request.getEntriesCount(), 1, MAX_ENTRIES)) {
      return;
    }
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < request.getEntriesCount(); i++) {
      RegistryEntry entry = request.getEntries(i);
      checks.enter("entries", i);
      entry(checks, entry);
      if (!keys.add(key(entry))) {
        checks.violate("", "has the key of an entry before it", "与前面的条目重复");
      }
      checks.leave();
    }
  }

  private static void entry(FieldChecks checks, RegistryEntry entry) {
    switch (entry.getEntryCase()) {
      case INSTITUTION -> institution(checks, true, entry.getInstitution());
      case PHYSICIAN -> physician(checks, true, entry.getPhysician());
      case PHARMACY -> pharmacy(checks, true, entry.getPharmacy());
      case PHARMACIST -> pharmacist(checks, true, entry.getPharmacist());
      case DESIGNATION -> designation(checks, true, entry.getDesignation());
      case INSURED_PERSON -> person(checks, true, entry.getInsuredPerson());
      case ENTRY_NOT_SET -> checks.violate("entry", "is required", "必填");
    }
  }

  private static String key(RegistryEntry entry) {
    return switch (entry.getEntryCase()) {
      case INSTITUTION -> "i/" + entry.getInstitution().getCode();
      case PHYSICIAN -> "d/" + entry.getPhysician().getCode();
      case PHARMACY -> "p/" + entry.getPharmacy().getCode();
      case PHARMACIST -> "y/" + entry.getPharmacist().getCode();
      case DESIGNATION ->
          "f/" + entry.getDesignation().getHospital() + '/' + entry.getDesignation().getPharmacy();
      case INSURED_PERSON -> "n/" + entry.getInsuredPerson().getPersonNumber();
      case ENTRY_NOT_SET -> "/" + System.identityHashCode(entry);
    };
  }

  static void institution(FieldChecks checks, boolean present, Institution entry) {
    if (!checks.required("institution", present)) {
      return;
    }
    checks.enter("institution");
    checks.institution("code", entry.getCode());
    checks.text("name", entry.getName(), 1, 200);
    checks.area("location_area", entry.getLocationArea());
    checks.form("level", entry.getLevel(), checks.forms.level(), "01 to 11", "01至11");
    CommonChecks.periods(checks, "designated_periods", entry.getDesignatedPeriodsList());
    CommonChecks.place(checks, "location", entry.hasLocation(), entry.getLocation());
    checks.leave();
  }

  static void physician(FieldChecks checks, boolean present, Physician entry) {
    if (!checks.required("physician", present)) {
      return;
    }
    checks.enter("physician");
    checks.physician("code", entry.getCode());
    checks.text("name", entry.getName(), 1, 100);
    checks.chosen("title", entry.getTitle());
    CommonChecks.texts(checks, "specialties", entry.getSpecialtiesList(), 10, 60);
    practices(checks, entry.getPracticesList(), false);
    checks.leave();
  }

  private static void practices(
      FieldChecks checks, List<Practice> practices, boolean pharmaciesToo) {
    if (checks.count("practices", practices.size(), 0, 20)) {
      for (int i = 0; i < practices.size(); i++) {
        Practice practice = practices.get(i);
        checks.enter("practices", i);
        if (pharmaciesToo) {
          checks.place("place", practice.getPlace());
        } else {
          checks.institution("place", practice.getPlace());
        }
        CommonChecks.period(checks, "period", practice.hasPeriod(), practice.getPeriod());
        checks.leave();
      }
    }
  }

  static void pharmacy(FieldChecks checks, boolean present, Pharmacy entry) {
    if (!checks.required("pharmacy", present)) {
      return;
    }
    checks.enter("pharmacy");
    checks.pharmacy("code", entry.getCode());
    checks.text("name", entry.getName(), 1, 200);
    checks.area("location_area", entry.getLocationArea());
    CommonChecks.periods(checks, "designated_periods", entry.getDesignatedPeriodsList());
    CommonChecks.place(checks, "location", entry.hasLocation(), entry.getLocation());
    checks.range("max_holds", entry.getMaxHolds(), 0, MAX_HOLDS);
    checks.text("address", entry.getAddress(), 0, 300);
    checks.text("phone", entry.getPhone(), 0, 40);
    checks.leave();
  }

  static void pharmacist(FieldChecks checks, boolean present, Pharmacist entry) {
    if (!checks.required("pharmacist", present)) {
      return;
    }
    checks.enter("pharmacist");
    checks.pharmacist("code", entry.getCode());
    checks.text("name", entry.getName(), 1, 100);
    practices(checks, entry.getPracticesList(), true);
    checks.leave();
  }

  static void designation(FieldChecks checks, boolean present, Designation entry) {
    if (!checks.required("designation", present)) {
      return;
    }
    checks.enter("designation");
    checks.institution("hospital", entry.getHospital());
    checks.pharmacy("pharmacy", entry.getPharmacy());
    CommonChecks.periods(checks, "periods", entry.getPeriodsList());
    checks.text("filing_number", entry.getFilingNumber(), 1, 60);
    checks.date("filed_date", entry.hasFiledDate(), entry.getFiledDate());
    checks.leave();
  }

  static void person(FieldChecks checks, boolean present, InsuredPerson entry) {
    if (!checks.required("insured_person", present)) {
      return;
    }
    checks.enter("insured_person");
    checks.text("person_number", entry.getPersonNumber(), 1, 30);
    checks.chosen("sex", entry.getSex());
    checks.date("birth_date", entry.hasBirthDate(), entry.getBirthDate());
    checks.scheme("scheme", entry.getScheme());
    checks.form(
        "person_type", entry.getPersonType(), checks.forms.personType(), "2 to 6 digits", "2至6位数字");
    checks.chosen("benefit_status", entry.getBenefitStatus());
    CommonChecks.period(
        checks, "benefit_period", entry.hasBenefitPeriod(), entry.getBenefitPeriod());
    checks.text("assistance_group", entry.getAssistanceGroup(), 0, 20);
    if (entry.hasAnnualIncomeFen()) {
      checks.amountFen("annual_income_fen", entry.getAnnualIncomeFen());
    }
    if (entry.hasAccountBalanceFen()) {
      checks.amountFen("account_balance_fen", entry.getAccountBalanceFen());
    }
    specialOutpatient(checks, entry);
    filings(checks, entry);
    LocalDate birth = Times.dateOf(entry.getBirthDate());
    if (birth != null && birth.getYear() < 1850) {
      checks.violate("birth_date", "must be in 1850 or later", "应不早于1850年");
    }
    checks.leave();
  }

  private static void specialOutpatient(FieldChecks checks, InsuredPerson entry) {
    if (checks.count("special_outpatient", entry.getSpecialOutpatientCount(), 0, 20)) {
      for (int i = 0; i < entry.getSpecialOutpatientCount(); i++) {
        checks.enter("special_outpatient", i);
        checks.text("disease", entry.getSpecialOutpatient(i).getDisease(), 1, 60);
        CommonChecks.period(
            checks,
            "period",
            entry.getSpecialOutpatient(i).hasPeriod(),
            entry.getSpecialOutpatient(i).getPeriod());
        checks.leave();
      }
    }
  }

  private static void filings(FieldChecks checks, InsuredPerson entry) {
    if (checks.count("filings", entry.getFilingsCount(), 0, 20)) {
      for (int i = 0; i < entry.getFilingsCount(); i++) {
        FilingKind kind = entry.getFilings(i).getKind();
        checks.enter("filings", i);
        checks.area("care_area", entry.getFilings(i).getCareArea());
        if (kind != FilingKind.FILING_KIND_LONG_TERM && kind != FilingKind.FILING_KIND_REFERRAL) {
          checks.violate("kind", "must be LONG_TERM or REFERRAL", "应为长期居住或转诊");
        }
        CommonChecks.period(
            checks, "period", entry.getFilings(i).hasPeriod(), entry.getFilings(i).getPeriod());
        checks.leave();
      }
    }
  }
}
