package org.dualchannel.registry;

import java.time.LocalDate;
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
 * @param benefit when benefits are due; outside, the person is out of benefit whatever the status
 * @param assistanceGroup code of the medical assistance group in the policy; empty when none
 * @param annualIncomeFen yearly income that assistance thresholds refer to; null when not assessed
 * @param specialOutpatient special-outpatient diseases for which the person is enrolled
 * @param filings care filed in other pooling areas
 */
public record Person(
    String area,
    String number,
    Sex sex,
    LocalDate birthDate,
    String scheme,
    String personType,
    Status status,
    Period benefit,
    String assistanceGroup,
    Long annualIncomeFen,
    List<SpecialOutpatient> specialOutpatient,
    List<Filing> filings) {

  /** Sex as registered. */
  public enum Sex {
    MALE,
    FEMALE
  }

  /** Standing with the scheme. Append only. */
  public enum Status {
    ACTIVE,
    WAITING,
    SUSPENDED,
    ENDED,
    DECEASED
  }

  /** Enrolment for one special-outpatient disease (门诊特殊病). */
  public record SpecialOutpatient(String disease, Period period) {}

  /**
   * Care filed in another pooling area (异地就医备案).
   *
   * @param careArea the other area
   */
  public record Filing(String careArea, Kind kind, Period period) {

    /** Why care is sought there. Append only. */
    public enum Kind {
      LONG_TERM,
      REFERRAL
    }
  }

  public Person {
    specialOutpatient = List.copyOf(specialOutpatient);
    filings = List.copyOf(filings);
  }

  public boolean retired() {
    return personType.startsWith("12");
  }

  /** Age in completed years on the date. */
  public int ageOn(LocalDate date) {
    return java.time.Period.between(birthDate, date).getYears();
  }

  /** Whether the person is enrolled on the date for one of the diseases. */
  @Rule("S2-33")
  public boolean specialOutpatientFor(List<String> diseases, LocalDate date) {
    for (SpecialOutpatient each : specialOutpatient) {
      if (diseases.contains(each.disease()) && each.period().contains(date)) {
        return true;
      }
    }
    return false;
  }

  /** The filing of care in that area on the date; null when there is none. */
  public Filing filingFor(String careArea, LocalDate date) {
    for (Filing each : filings) {
      if (each.careArea().equals(careArea) && each.period().contains(date)) {
        return each;
      }
    }
    return null;
  }

  /** Refuses a person who does not enjoy normal benefit on the date (正常享受待遇期间). */
  @Rule("S2-28")
  public Rejection refuseOutOfBenefit(LocalDate date) {
    Status standing = standing(date);
    return standing == Status.ACTIVE
        ? null
        : Rejection.of(Reason.PERSON_NOT_IN_BENEFIT, "date", date, "status", standing);
  }

  private Status standing(LocalDate date) {
    if (status != Status.ACTIVE) {
      return status;
    }
    if (date.isBefore(benefit.from())) {
      return Status.WAITING;
    }
    return benefit.contains(date) ? Status.ACTIVE : Status.ENDED;
  }
}
