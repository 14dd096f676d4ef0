package org.dualchannel.edge;

import java.util.List;
import org.dualchannel.catalogue.FunctionalClass;
import org.dualchannel.prescription.ClinicalNotes;
import org.dualchannel.prescription.Diagnosis;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Place;
import org.dualchannel.v1.ClinicalFacts;
import org.dualchannel.v1.GeoPoint;
import org.dualchannel.v1.LocalizedText;
import org.dualchannel.v1.PriorTherapy;

/** Diagnoses, clinical facts, periods and places: what several messages hold. */
final class ClinicalMapping {
  private ClinicalMapping() {}

  static List<Diagnosis> diagnoses(List<org.dualchannel.v1.Diagnosis> diagnoses) {
    return diagnoses.stream().map(each -> new Diagnosis(each.getCode(), each.getName())).toList();
  }

  static List<org.dualchannel.v1.Diagnosis> ofDiagnoses(List<Diagnosis> diagnoses) {
    return diagnoses.stream()
        .map(
            each ->
                org.dualchannel.v1.Diagnosis.newBuilder()
                    .setCode(each.code())
                    .setName(each.name())
                    .build())
        .toList();
  }

  static ClinicalNotes notes(ClinicalFacts facts) {
    int functionalClass = facts.getWhoFunctionalClass();
    return new ClinicalNotes(
        functionalClass == 0 ? null : FunctionalClass.values()[functionalClass - 1],
        facts.getLineOfTherapy(),
        facts.getPriorTherapiesList().stream().map(ClinicalMapping::priorTherapy).toList(),
        facts.getEvidenceDocumentsList(),
        facts.getWeightGrams(),
        facts.getPregnant(),
        facts.getLactating(),
        facts.getAllergiesList());
  }

  private static org.dualchannel.catalogue.PriorTherapy priorTherapy(PriorTherapy therapy) {
    return new org.dualchannel.catalogue.PriorTherapy(
        therapy.getTherapy(),
        therapy.getMonths(),
        therapy.hasResponsePercent() ? therapy.getResponsePercent() : -1,
        therapy.getIntolerant());
  }

  static ClinicalFacts facts(ClinicalNotes notes) {
    ClinicalFacts.Builder facts =
        ClinicalFacts.newBuilder()
            .setLineOfTherapy(notes.lineOfTherapy())
            .addAllEvidenceDocuments(notes.evidence())
            .setWeightGrams(notes.weightGrams())
            .setPregnant(notes.pregnant())
            .setLactating(notes.lactating())
            .addAllAllergies(notes.allergies());
    if (notes.functionalClass() != null) {
      facts.setWhoFunctionalClass(notes.functionalClass().ordinal() + 1);
    }
    for (org.dualchannel.catalogue.PriorTherapy each : notes.priorTherapies()) {
      PriorTherapy.Builder therapy =
          facts
              .addPriorTherapiesBuilder()
              .setTherapy(each.therapyClass())
              .setMonths(each.months())
              .setIntolerant(each.intolerant());
      if (each.responsePct() >= 0) {
        therapy.setResponsePercent(each.responsePct());
      }
    }
    return facts.build();
  }

  static Period period(org.dualchannel.v1.Period period) {
    return new Period(
        Times.dateOf(period.getFromDate()),
        period.hasToDate() ? Times.dateOf(period.getToDate()) : null);
  }

  static List<Period> periods(List<org.dualchannel.v1.Period> periods) {
    return periods.stream().map(ClinicalMapping::period).toList();
  }

  static org.dualchannel.v1.Period ofPeriod(Period period) {
    org.dualchannel.v1.Period.Builder mapped =
        org.dualchannel.v1.Period.newBuilder().setFromDate(Times.date(period.from()));
    if (period.to() != null) {
      mapped.setToDate(Times.date(period.to()));
    }
    return mapped.build();
  }

  static List<org.dualchannel.v1.Period> ofPeriods(List<Period> periods) {
    return periods.stream().map(ClinicalMapping::ofPeriod).toList();
  }

  /** The place; null when it is absent. */
  static Place place(boolean present, GeoPoint place) {
    return present ? new Place(place.getLatE6(), place.getLonE6()) : null;
  }

  static GeoPoint ofPlace(Place place) {
    return GeoPoint.newBuilder().setLatE6(place.latE6()).setLonE6(place.lonE6()).build();
  }

  static LocalizedText text(String english, String chinese) {
    return LocalizedText.newBuilder().setEn(english).setZh(chinese).build();
  }

  /** The constant without the prefix that the style of protobuf asks for. */
  static String word(Enum<?> constant, String prefix) {
    return constant.name().substring(prefix.length());
  }
}
