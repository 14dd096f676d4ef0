package org.dualchannel.catalogue;

import java.util.List;

/** The facts that are one word or several, compared with a list of words. */
public enum Subject {
  /** ICD-10 codes; a code of the list stands for every code under it. */
  DIAGNOSIS("diagnosis", "diagnosis", "诊断"),
  /** Specialties of the prescriber. */
  SPECIALTY("specialty", "prescriber of specialty", "处方医师专科"),
  /** Evidence documents at hand. */
  EVIDENCE("evidence", "evidence of", "确诊证据"),
  /** Strength of the product. */
  STRENGTH("strength", "strength", "规格"),
  /** Level code of the prescribing hospital. */
  HOSPITAL_LEVEL("hospital_level", "hospital of level", "医院等级"),
  /** Insurance scheme. */
  SCHEME("scheme", "scheme", "险种"),
  /** Visit type. */
  VISIT("visit", "visit type", "就诊类型");

  private final String keyword;
  private final String english;
  private final String chinese;

  Subject(String keyword, String english, String chinese) {
    this.keyword = keyword;
    this.english = english;
    this.chinese = chinese;
  }

  /** The word that restrictions write. */
  public String keyword() {
    return keyword;
  }

  /** Whether the fact is one of the words; unknown when it was not stated. */
  Truth truth(ClinicalFacts facts, List<String> words) {
    return switch (this) {
      case DIAGNOSIS -> Matching.anyUnder(facts.diagnoses(), words);
      case SPECIALTY -> Matching.anyOf(facts.specialties(), words);
      case EVIDENCE -> Matching.anyOf(facts.evidence(), words);
      case STRENGTH -> Matching.one(facts.strength(), words);
      case HOSPITAL_LEVEL -> Matching.one(facts.hospitalLevel(), words);
      case SCHEME -> Matching.one(facts.scheme(), words);
      case VISIT -> Matching.one(facts.visitType(), words);
    };
  }

  String english() {
    return english;
  }

  String chinese() {
    return chinese;
  }
}
