package org.dualchannel.catalogue;

import java.util.List;

/**
 * What came of judging a restriction.
 *
 * @param met whether the drug may be paid for
 * @param unmet the conditions that stand in the way, in the order written; empty when met. Of an
 *     {@code any(...)} that failed, those of every alternative are listed.
 */
public record Evaluation(boolean met, List<Unmet> unmet) {

  /**
   * One condition in the way.
   *
   * @param condition the condition as written in the restriction
   * @param unknown true when the fact it asks for is missing, false when the fact contradicts it
   * @param english what is asked for, in English
   * @param chinese what is asked for, in Chinese
   */
  public record Unmet(String condition, boolean unknown, String english, String chinese) {}

  /** The one value for a restriction that is met. */
  public static final Evaluation MET = new Evaluation(true, List.of());

  public Evaluation {
    unmet = List.copyOf(unmet);
  }

  /** The conditions as written, joined for a refusal's details; empty when met. */
  public String summary() {
    return String.join("; ", unmet.stream().map(Unmet::condition).toList());
  }
}
