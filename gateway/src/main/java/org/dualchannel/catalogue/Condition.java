package org.dualchannel.catalogue;

import java.util.List;

/** One condition of a {@link Restriction}: a question to one of the facts. */
public sealed interface Condition extends Restriction {

  /** A comparison with a number from 0 to 9,999, such as {@code >= 3}. */
  record Bound(Comparison comparison, int value) {
    public Bound {
      if (value < 0 || value > 9_999) {
        throw new IllegalArgumentException("bound: " + value + " (expected: 0 to 9999)");
      }
    }

    boolean holds(int actual) {
      return comparison.holds(actual, value);
    }

    String text() {
      return comparison.symbol() + " " + value;
    }

    String english() {
      return comparison.english() + " " + value;
    }

    String chinese() {
      return comparison.chinese() + value;
    }
  }

  /** The numbers of the facts that can be compared. */
  enum Quantity {
    /** Age in full years. */
    AGE("age", "age ", " years", "年龄", "岁", -1),
    /** Line of therapy, 1 = first. */
    LINE("line", "line of therapy ", "", "治疗线数", "", 0),
    /** Days that the line supplies. */
    DAYS("days", "supply ", " days", "用药天数", "天", 0);

    private final String keyword;
    private final String englishBefore;
    private final String englishAfter;
    private final String chineseBefore;
    private final String chineseAfter;
    private final int unknown;

    Quantity(
        String keyword,
        String englishBefore,
        String englishAfter,
        String chineseBefore,
        String chineseAfter,
        int unknown) {
      this.keyword = keyword;
      this.englishBefore = englishBefore;
      this.englishAfter = englishAfter;
      this.chineseBefore = chineseBefore;
      this.chineseAfter = chineseAfter;
      this.unknown = unknown;
    }

    /** The word that restrictions write. */
    public String keyword() {
      return keyword;
    }

    int of(ClinicalFacts facts) {
      return switch (this) {
        case AGE -> facts.ageYears();
        case LINE -> facts.lineOfTherapy();
        case DAYS -> facts.daysSupplied();
      };
    }
  }

  /** The facts that are one word or several, compared with a list of words. */
  enum Subject {
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
  }

  /** A number of the facts within a bound: {@code age >= 10}. */
  record Measure(Quantity quantity, Bound bound) implements Condition {
    @Override
    public Truth truth(ClinicalFacts facts) {
      int actual = quantity.of(facts);
      return actual <= quantity.unknown ? Truth.UNKNOWN : Truth.of(bound.holds(actual));
    }

    @Override
    public String text() {
      return quantity.keyword + " " + bound.text();
    }

    @Override
    public String english() {
      return quantity.englishBefore + bound.english() + quantity.englishAfter;
    }

    @Override
    public String chinese() {
      return quantity.chineseBefore + bound.chinese() + quantity.chineseAfter;
    }
  }

  /** A fact that is one of some words: {@code diagnosis(M05, M06)}. */
  record OneOf(Subject subject, List<String> words) implements Condition {
    public OneOf {
      words = Wording.checkedWords(words);
    }

    @Override
    public Truth truth(ClinicalFacts facts) {
      return switch (subject) {
        case DIAGNOSIS -> Matching.anyUnder(facts.diagnoses(), words);
        case SPECIALTY -> Matching.anyOf(facts.specialties(), words);
        case EVIDENCE -> Matching.anyOf(facts.evidence(), words);
        case STRENGTH -> Matching.one(facts.strength(), words);
        case HOSPITAL_LEVEL -> Matching.one(facts.hospitalLevel(), words);
        case SCHEME -> Matching.one(facts.scheme(), words);
        case VISIT -> Matching.one(facts.visitType(), words);
      };
    }

    @Override
    public String text() {
      return Wording.callWords(subject.keyword, words);
    }

    @Override
    public String english() {
      return subject.english + " " + String.join(" or ", words);
    }

    @Override
    public String chinese() {
      return subject.chinese + "为 " + String.join(" 或 ", Wording.inChinese(words));
    }
  }

  /** The patient's sex: {@code sex(F)}. */
  record SexIs(Sex sex) implements Condition {
    @Override
    public Truth truth(ClinicalFacts facts) {
      return facts.sex() == null ? Truth.UNKNOWN : Truth.of(facts.sex() == sex);
    }

    @Override
    public String text() {
      return "sex(" + sex.code() + ")";
    }

    @Override
    public String english() {
      return sex == Sex.MALE ? "male" : "female";
    }

    @Override
    public String chinese() {
      return sex == Sex.MALE ? "男性" : "女性";
    }
  }

  /** The WHO functional class: {@code who_fc(II, III)}. */
  record WhoClass(List<FunctionalClass> classes) implements Condition {
    public WhoClass {
      classes = Wording.checkedParts(classes);
    }

    @Override
    public Truth truth(ClinicalFacts facts) {
      FunctionalClass actual = facts.functionalClass();
      return actual == null ? Truth.UNKNOWN : Truth.of(classes.contains(actual));
    }

    @Override
    public String text() {
      return Wording.join(classes, Enum::name, "who_fc(", ", ", ")");
    }

    @Override
    public String english() {
      return Wording.join(classes, Enum::name, "WHO functional class ", " or ", "");
    }

    @Override
    public String chinese() {
      return Wording.join(classes, Enum::name, "WHO功能分级 ", " 或 ", " 级");
    }
  }

  /**
   * A therapy of a class that was given, for some time and with some response: {@code
   * prior(csDMARD, months >= 3, response < 50)}.
   *
   * @param therapy class of the therapy
   * @param months how long it was given; null = any time, but given
   * @param response improvement that it brought, in percent; null = any
   */
  record Prior(String therapy, Bound months, Bound response) implements Condition {
    public Prior {
      therapy = Wording.checkedWord(therapy);
    }

    @Override
    public Truth truth(ClinicalFacts facts) {
      return Matching.given(facts.priorTherapies(), therapy, months, response);
    }

    @Override
    public String text() {
      return Wording.callTherapy("prior", therapy, months, response);
    }

    @Override
    public String english() {
      return Wording.therapyEnglish(therapy, months, response);
    }

    @Override
    public String chinese() {
      return Wording.therapyChinese(therapy, months, response);
    }
  }

  /**
   * A therapy of a class that the patient cannot take, or that did not help: {@code
   * contraindicated_or_failed(conventional, response < 50)}.
   *
   * @param therapy class of the therapy
   * @param months how long it must have been given to have failed; null = any time, but given
   * @param response what counts as failed: improvement in percent; never null
   */
  record ContraindicatedOrFailed(String therapy, Bound months, Bound response)
      implements Condition {
    public ContraindicatedOrFailed {
      therapy = Wording.checkedWord(therapy);
      if (response == null) {
        throw new IllegalArgumentException("response: null (expected: what counts as failed)");
      }
    }

    @Override
    public Truth truth(ClinicalFacts facts) {
      if (Matching.intolerant(facts.priorTherapies(), therapy)) {
        return Truth.MET;
      }
      return Matching.given(facts.priorTherapies(), therapy, months, response);
    }

    @Override
    public String text() {
      return Wording.callTherapy("contraindicated_or_failed", therapy, months, response);
    }

    @Override
    public String english() {
      return Wording.word(therapy)
          + " therapy contraindicated or not tolerated, or "
          + Wording.therapyEnglish(therapy, months, response);
    }

    @Override
    public String chinese() {
      return Wording.inChinese(therapy)
          + "治疗禁忌或不耐受，或"
          + Wording.therapyChinese(therapy, months, response);
    }
  }
}
