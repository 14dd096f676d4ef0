package org.dualchannel.cli.demo;

import java.util.List;
import org.dualchannel.v1.ClinicalFacts;
import org.dualchannel.v1.Diagnosis;
import org.dualchannel.v1.PriorTherapy;
import org.dualchannel.v1.TreatmentPlan;

/**
 * A drug of the sample catalogue as it is prescribed for four weeks at most.
 *
 * @param drug national code
 * @param name for people
 * @param tracePrefix first digits of its trace codes
 * @param units boxes, vials or pens for {@code days}; each is one traced pack
 * @param standardFen payment standard of one unit
 * @param facts what the payment restriction asks for
 */
record Treatment(
    String drug,
    String name,
    String tracePrefix,
    int units,
    int days,
    long standardFen,
    Diagnosis diagnosis,
    ClinicalFacts facts,
    TreatmentPlan plan) {

  static final Treatment DUPILUMAB =
      new Treatment(
          "XD11AHS007B002010110007",
          "dupilumab 度普利尤单抗",
          "8300701",
          2,
          28,
          316_000,
          diagnosis("L20.9", "特应性皮炎"),
          ClinicalFacts.newBuilder()
              .addEvidenceDocuments("severity-moderate")
              .addPriorTherapies(tried("conventional", 4, 10))
              .build(),
          plan("300", "mg", "Q2W", "SC"));

  static final Treatment ETANERCEPT =
      new Treatment(
          "XL04ABS017B002010110017",
          "etanercept 依那西普",
          "8301701",
          8,
          28,
          23_800,
          diagnosis("M05.9", "类风湿关节炎"),
          ClinicalFacts.newBuilder().addPriorTherapies(tried("csDMARD", 6, 20)).build(),
          plan("25", "mg", "BIW", "SC"));

  static final Treatment TOFACITINIB =
      new Treatment(
          "XL04AAS010A001010110010",
          "tofacitinib 托法替布",
          "8301001",
          2,
          28,
          48_000,
          diagnosis("M05.9", "类风湿关节炎"),
          ClinicalFacts.newBuilder().addPriorTherapies(tried("csDMARD", 6, 20)).build(),
          plan("5", "mg", "BID", "oral"));

  static final Treatment MIGLUSTAT =
      new Treatment(
          "XA16AXS001A001010110001",
          "miglustat 麦格司他",
          "8300101",
          2,
          28,
          1_000_000,
          diagnosis("E75.2", "C型尼曼匹克病"),
          ClinicalFacts.newBuilder().addEvidenceDocuments("niemann-pick-C").build(),
          plan("200", "mg", "TID", "oral"));

  /** The drugs of the stories. */
  static final List<Treatment> ALL = List.of(DUPILUMAB, ETANERCEPT, TOFACITINIB, MIGLUSTAT);

  /** What one prescription is for, in 1/10,000 units. */
  long quantityE4() {
    return units * 10_000L;
  }

  private static Diagnosis diagnosis(String code, String name) {
    return Diagnosis.newBuilder().setCode(code).setName(name).build();
  }

  private static PriorTherapy tried(String therapy, int months, int responsePercent) {
    return PriorTherapy.newBuilder()
        .setTherapy(therapy)
        .setMonths(months)
        .setResponsePercent(responsePercent)
        .build();
  }

  private static TreatmentPlan plan(String dose, String unit, String frequency, String route) {
    return TreatmentPlan.newBuilder()
        .setSingleDose(dose)
        .setSingleDoseUnit(unit)
        .setFrequency(frequency)
        .setRoute(route)
        .build();
  }
}
