package org.dualchannel.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.dualchannel.catalogue.PriorTherapy;
import org.dualchannel.prescription.ClinicalNotes;
import org.dualchannel.prescription.Diagnosis;
import org.dualchannel.prescription.Draft;
import org.dualchannel.registry.Place;

/** A prescription that passes every check, to be bent one thing at a time. */
final class TestDraft {
  private static final AtomicLong NUMBERS = new AtomicLong();

  String hospital = TestRegistry.HOSPITAL;
  String number = "RX-" + NUMBERS.incrementAndGet();
  String physician = TestRegistry.CHIEF;
  String person = TestRegistry.EMPLOYEE;
  String scheme = "310";
  String visitType = "14";
  Long issuedMs; // null: a minute before it is sent
  int validDays;
  boolean longTerm;
  int maxRepeats;
  int minIntervalDays;
  List<Diagnosis> diagnoses = List.of(new Diagnosis("L20.9", "atopic dermatitis"));
  ClinicalNotes clinical =
      notes(List.of("severity-severe"), new PriorTherapy("conventional", 6, 20, false));
  String preferred = "";
  Place deliverTo;
  final List<Draft.Line> lines = new ArrayList<>();

  /** Two packs of dupilumab for the employee. */
  static TestDraft dupilumab() {
    return new TestDraft().line(TestCatalogue.DUPILUMAB, 20_000);
  }

  /** Packs of a drug without restriction. */
  static TestDraft of(String drug, long packs) {
    return new TestDraft().line(drug, packs * 10_000);
  }

  static TestDraft tofacitinib() {
    TestDraft draft = of(TestCatalogue.TOFACITINIB, 1).by(TestRegistry.RHEUMATOLOGIST);
    draft.diagnoses = List.of(new Diagnosis("M05.900", "rheumatoid arthritis"));
    draft.clinical = notes(List.of(), new PriorTherapy("csDMARD", 4, 30, false));
    return draft;
  }

  static TestDraft miglustat(long packs) {
    TestDraft draft = of(TestCatalogue.MIGLUSTAT, packs);
    draft.diagnoses = List.of(new Diagnosis("E75.2", "Niemann-Pick type C"));
    draft.clinical = notes(List.of("niemann-pick-C"));
    return draft;
  }

  static ClinicalNotes notes(List<String> evidence, PriorTherapy... prior) {
    return new ClinicalNotes(null, 0, List.of(prior), evidence, 60_000, false, false, List.of());
  }

  TestDraft line(String drug, long quantityE4) {
    return line(drug, quantityE4, 28, "");
  }

  TestDraft line(String drug, long quantityE4, int days, String selfPayReason) {
    lines.add(
        new Draft.Line(drug, quantityE4, days, "300", "mg", "Q2W", "subcutaneous", selfPayReason));
    return this;
  }

  TestDraft at(String code) {
    hospital = code;
    return this;
  }

  TestDraft by(String code) {
    physician = code;
    return this;
  }

  TestDraft forPerson(String code, String itsScheme) {
    person = code;
    scheme = itsScheme;
    return this;
  }

  TestDraft validFor(int days) {
    validDays = days;
    return this;
  }

  TestDraft issuedAt(long timeMs) {
    issuedMs = timeMs;
    return this;
  }

  Draft build(long nowMs) {
    return new Draft(
        hospital,
        number,
        physician,
        "dermatology",
        person,
        scheme,
        visitType,
        "01",
        issuedMs == null ? nowMs - Duration.ofMinutes(1).toMillis() : issuedMs,
        validDays,
        longTerm,
        diagnoses,
        clinical,
        preferred,
        deliverTo,
        lines,
        maxRepeats,
        minIntervalDays);
  }
}
