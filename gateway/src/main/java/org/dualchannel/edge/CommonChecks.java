package org.dualchannel.edge;

import java.util.List;
import org.dualchannel.v1.ClinicalFacts;
import org.dualchannel.v1.Diagnosis;
import org.dualchannel.v1.GeoPoint;
import org.dualchannel.v1.Period;
import org.dualchannel.v1.PriorTherapy;

/** The shape of what several requests have in common. */
final class CommonChecks {
  private static final int MAX_LATITUDE_E6 = 90_000_000;
  private static final int MAX_LONGITUDE_E6 = 180_000_000;
  private static final int MAX_MONTHS = 1_200;
  private static final int MAX_WEIGHT_GRAMS = 1_000_000;

  private CommonChecks() {}

  static void diagnoses(FieldChecks checks, List<Diagnosis> diagnoses) {
    if (!checks.count("diagnoses", diagnoses.size(), 1, 20)) {
      return;
    }
    for (int i = 0; i < diagnoses.size(); i++) {
      checks.enter("diagnoses", i);
      checks.text("code", diagnoses.get(i).getCode(), 1, 20);
      checks.text("name", diagnoses.get(i).getName(), 1, 200);
      checks.leave();
    }
  }

  static void clinicalFacts(FieldChecks checks, ClinicalFacts facts) {
    checks.enter("clinical_facts");
    checks.range("who_functional_class", facts.getWhoFunctionalClass(), 0, 4);
    checks.range("line_of_therapy", facts.getLineOfTherapy(), 0, 100);
    checks.range("weight_grams", facts.getWeightGrams(), 0, MAX_WEIGHT_GRAMS);
    texts(checks, "evidence_documents", facts.getEvidenceDocumentsList(), 20, 60);
    texts(checks, "allergies", facts.getAllergiesList(), 20, 100);
    if (checks.count("prior_therapies", facts.getPriorTherapiesCount(), 0, 20)) {
      for (int i = 0; i < facts.getPriorTherapiesCount(); i++) {
        checks.enter("prior_therapies", i);
        priorTherapy(checks, facts.getPriorTherapies(i));
        checks.leave();
      }
    }
    checks.leave();
  }

  private static void priorTherapy(FieldChecks checks, PriorTherapy therapy) {
    checks.text("therapy", therapy.getTherapy(), 1, 60);
    checks.range("months", therapy.getMonths(), 0, MAX_MONTHS);
    if (therapy.hasResponsePercent()) {
      checks.range("response_percent", therapy.getResponsePercent(), 0, 100);
    }
  }

  /** A list of words, none empty. */
  static void texts(
      FieldChecks checks, String field, List<String> values, int maxCount, int maxLength) {
    if (checks.count(field, values.size(), 0, maxCount)) {
      for (int i = 0; i < values.size(); i++) {
        checks.enter(field, i);
        checks.text("", values.get(i), 1, maxLength);
        checks.leave();
      }
    }
  }

  static void place(FieldChecks checks, String field, boolean present, GeoPoint place) {
    if (present) {
      checks.enter(field);
      checks.range("lat_e6", place.getLatE6(), -MAX_LATITUDE_E6, MAX_LATITUDE_E6);
      checks.range("lon_e6", place.getLonE6(), -MAX_LONGITUDE_E6, MAX_LONGITUDE_E6);
      checks.leave();
    }
  }

  static void period(FieldChecks checks, String field, boolean present, Period period) {
    if (checks.required(field, present)) {
      checks.enter(field);
      period(checks, period);
      checks.leave();
    }
  }

  static void periods(FieldChecks checks, String field, List<Period> periods) {
    if (checks.count(field, periods.size(), 0, 20)) {
      for (int i = 0; i < periods.size(); i++) {
        checks.enter(field, i);
        period(checks, periods.get(i));
        checks.leave();
      }
    }
  }

  private static void period(FieldChecks checks, Period period) {
    checks.date("from_date", period.hasFromDate(), period.getFromDate());
    checks.optionalDate("to_date", period.hasToDate(), period.getToDate());
    order(checks, period);
  }

  private static void order(FieldChecks checks, Period period) {
    java.time.LocalDate from = Times.dateOf(period.getFromDate());
    java.time.LocalDate to = Times.dateOf(period.getToDate());
    if (from != null && to != null && to.isBefore(from)) {
      checks.violate("to_date", "must not be before from_date", "不得早于起始日期");
    }
  }

  /** The reason of a step, and the words that the reason OTHER needs. */
  static void reason(FieldChecks checks, Enum<?> reason, String comment) {
    checks.chosen("reason", reason);
    checks.prose("comment", comment, reason.name().endsWith("_OTHER") ? 1 : 0, 200);
  }

  /** Where a push stream goes on. */
  static void resumeToken(FieldChecks checks, String token) {
    checks.text("resume_token", token, 0, 100);
    if (ResumeToken.parse(token) == null) {
      checks.violate("resume_token", "is not a token of this service", "续传令牌无效");
    }
  }
}
