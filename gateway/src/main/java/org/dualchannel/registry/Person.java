package org.dualchannel.registry;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * An insured person of one pooling area. Carries no name and no identity number: the area's opaque
 * person number is all that settlement needs.
 *
 * @param area pooling area where the person is insured
 * @param number person number (psn_no), at most 30 characters, opaque
 * @param scheme insurance scheme: 310 employee, 390 resident
 * @param personType national person type: 11xx employed, 12xx retired
 * @param benefitFrom first day in benefit, after any waiting period; null when never
 * @param benefitTo last day in benefit; null when open-ended
 * @param assistanceGroup code of the medical assistance group in the policy; empty when none
 * @param annualIncomeFen yearly income that assistance thresholds refer to; 0 when unknown
 * @param specialOutpatient special-outpatient diseases for which the person is enrolled
 */
public record Person(
    String area,
    String number,
    LocalDate birthDate,
    Sex sex,
    String scheme,
    String personType,
    Status status,
    LocalDate benefitFrom,
    LocalDate benefitTo,
    String assistanceGroup,
    long annualIncomeFen,
    List<String> specialOutpatient) {

  /** Sex as registered. */
  public enum Sex {
    FEMALE,
    MALE
  }

  /** Standing with the scheme. */
  public enum Status {
    ACTIVE,
    SUSPENDED,
    DECEASED
  }

  public Person {
    specialOutpatient = List.copyOf(specialOutpatient);
  }

  public boolean retired() {
    return personType.startsWith("12");
  }

  /** Age in completed years on the date. */
  public int ageOn(LocalDate date) {
    return birthDate == null ? 0 : Period.between(birthDate, date).getYears();
  }

  /** Refuses a person who does not enjoy normal benefit on the date (正常享受待遇期间). */
  @Rule("S2-28")
  public Rejection refuseOutOfBenefit(LocalDate date) {
    String standing = standing(date);
    return standing == null
        ? null
        : Rejection.of(Reason.PERSON_NOT_IN_BENEFIT, "date", date, "status", standing);
  }

  private String standing(LocalDate date) {
    if (status != Status.ACTIVE) {
      return status.name();
    }
    if (benefitFrom == null || date.isBefore(benefitFrom)) {
      return "WAITING";
    }
    return benefitTo != null && date.isAfter(benefitTo) ? "ENDED" : null;
  }
}
