package org.dualchannel.catalogue;

/** The numbers of the facts that can be compared. */
public enum Quantity {
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

  /** Whether the number is within the bound; unknown when it was not stated. */
  Truth truth(ClinicalFacts facts, Condition.Bound bound) {
    int actual =
        switch (this) {
          case AGE -> facts.ageYears();
          case LINE -> facts.lineOfTherapy();
          case DAYS -> facts.daysSupplied();
        };
    return actual <= unknown ? Truth.UNKNOWN : Truth.of(bound.holds(actual));
  }

  String english(Condition.Bound bound) {
    return englishBefore + bound.english() + englishAfter;
  }

  String chinese(Condition.Bound bound) {
    return chineseBefore + bound.chinese() + chineseAfter;
  }
}
