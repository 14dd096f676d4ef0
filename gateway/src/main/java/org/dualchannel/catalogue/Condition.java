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

  /** A number of the facts within a bound: {@code age >= 10}. */
  record Measure(Quantity quantity, Bound bound) implements Condition {
    @Override
    public Truth truth(ClinicalFacts facts) {
      return quantity.truth(facts, bound);
    }

    @Override
    public String text() {
      return quantity.keyword() + " " + bound.text();
    }

    @Override
    public String english() {
      return quantity.english(bound);
    }

    @Override
    public String chinese() {
      return quantity.chinese(bound);
    }
  }

  /** A fact that is one of some words: {@code diagnosis(M05, M06)}. */
  record OneOf(Subject subject, List<String> words) implements Condition {
    public OneOf {
      words = Wording.checkedWords(words);
    }

    @Override
    public Truth truth(ClinicalFacts facts) {
      return subject.truth(facts, words);
    }

    @Override
    public String text() {
      return Wording.callWords(subject.keyword(), words);
    }

    @Override
    public String english() {
      return subject.english() + " " + String.join(" or ", words);
    }

    @Override
    public String chinese() {
      return subject.chinese() + "为 " + String.join(" 或 ", Wording.inChinese(words));
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
