package org.dualchannel.registry;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.rules.Rejection.FieldViolation;

/**
 * Finds what is wrong with registry entries by themselves. Decisions read entries without asking
 * again, so nothing may enter that a decision could stumble over.
 */
public final class RegistryValidation {
  /** Ten trillion yuan: beyond any income or balance, and far from overflow. */
  private static final long MOST_FEN = 1_000_000_000_000_000L;

  private final List<FieldViolation> found = new ArrayList<>();

  /** Every problem so far, each by its path; empty when there is none. */
  public List<FieldViolation> problems() {
    return List.copyOf(found);
  }

  public void institution(String path, Institution entry) {
    present(path + ".code", entry.code());
    present(path + ".area", entry.area());
    if (!HospitalTier.isLevel(entry.level())) {
      add(path + ".level", entry.level() + " (expected: 01 to 11)", entry.level() + " 应为01至11");
    }
  }

  public void physician(String path, Physician entry) {
    present(path + ".code", entry.code());
    present(path + ".title", entry.title());
    practices(path, entry.practices());
  }

  public void pharmacist(String path, Pharmacist entry) {
    present(path + ".code", entry.code());
    practices(path, entry.practices());
  }

  public void pharmacy(String path, Pharmacy entry) {
    present(path + ".code", entry.code());
    present(path + ".area", entry.area());
    between(path + ".max_holds", entry.maxHolds(), 0, Integer.MAX_VALUE);
  }

  public void designation(String path, Designation entry) {
    present(path + ".hospital", entry.hospital());
    present(path + ".pharmacy", entry.pharmacy());
  }

  public void person(String path, Person entry) {
    present(path + ".area", entry.area());
    present(path + ".number", entry.number());
    present(path + ".sex", entry.sex());
    present(path + ".birth_date", entry.birthDate());
    present(path + ".scheme", entry.scheme());
    present(path + ".person_type", entry.personType());
    present(path + ".status", entry.status());
    present(path + ".benefit.from", entry.benefit() == null ? null : entry.benefit().from());
    if (entry.assistanceGroup() == null) {
      add(path + ".assistance_group", "is required, empty for none", "必填，无则为空");
    }
    if (entry.annualIncomeFen() != null) {
      between(path + ".annual_income_fen", entry.annualIncomeFen(), 0, MOST_FEN);
    }
    for (Person.SpecialOutpatient each : entry.specialOutpatient()) {
      present(path + ".special_outpatient.period", each.period());
    }
    for (Person.Filing each : entry.filings()) {
      present(path + ".filings.care_area", each.careArea());
      present(path + ".filings.kind", each.kind());
      present(path + ".filings.period", each.period());
    }
  }

  public void balance(String path, long balanceFen) {
    between(path + ".balance_fen", balanceFen, 0, MOST_FEN);
  }

  private void practices(String path, List<Practice> practices) {
    for (Practice each : practices) {
      present(path + ".practices.place", each.place());
      present(path + ".practices.period", each.period());
    }
  }

  private void present(String field, Object value) {
    if (value == null || (value instanceof String text && text.isBlank())) {
      add(field, "is required", "必填");
    }
  }

  private void between(String field, long value, long least, long most) {
    if (value < least || value > most) {
      add(
          field,
          "value: " + value + " (expected: " + least + " to " + most + ")",
          value + " 超出范围 " + least + " 至 " + most);
    }
  }

  private void add(String field, String english, String chinese) {
    found.add(new FieldViolation(field, english, chinese));
  }
}
