package org.dualchannel.catalogue;

/** How a number of the facts is compared with one of the restriction. */
public enum Comparison {
  AT_LEAST(">=", "at least", "不低于"),
  AT_MOST("<=", "at most", "不高于"),
  OVER(">", "over", "高于"),
  UNDER("<", "under", "低于"),
  EQUAL("=", "exactly", "等于");

  private final String symbol;
  private final String english;
  private final String chinese;

  Comparison(String symbol, String english, String chinese) {
    this.symbol = symbol;
    this.english = english;
    this.chinese = chinese;
  }

  /** The symbol as written in a restriction. */
  public String symbol() {
    return symbol;
  }

  String english() {
    return english;
  }

  String chinese() {
    return chinese;
  }

  boolean holds(int actual, int bound) {
    return switch (this) {
      case AT_LEAST -> actual >= bound;
      case AT_MOST -> actual <= bound;
      case OVER -> actual > bound;
      case UNDER -> actual < bound;
      case EQUAL -> actual == bound;
    };
  }
}
