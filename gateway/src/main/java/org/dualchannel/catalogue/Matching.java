package org.dualchannel.catalogue;

import java.util.List;

/** How facts are matched with the words of a condition; allocates nothing. */
final class Matching {
  private Matching() {}

  static Truth one(String fact, List<String> words) {
    return fact == null || fact.isEmpty() ? Truth.UNKNOWN : Truth.of(contains(words, fact));
  }

  static Truth anyOf(List<String> facts, List<String> words) {
    for (int i = 0; i < facts.size(); i++) {
      if (contains(words, facts.get(i))) {
        return Truth.MET;
      }
    }
    return facts.isEmpty() ? Truth.UNKNOWN : Truth.UNMET;
  }

  /** Whether some code is one of the words or lies under one. */
  static Truth anyUnder(List<String> codes, List<String> words) {
    for (int i = 0; i < codes.size(); i++) {
      String code = codes.get(i);
      for (int j = 0; j < words.size(); j++) {
        String word = words.get(j);
        if (code.regionMatches(true, 0, word, 0, word.length())) {
          return Truth.MET;
        }
      }
    }
    return codes.isEmpty() ? Truth.UNKNOWN : Truth.UNMET;
  }

  static boolean intolerant(List<PriorTherapy> therapies, String therapy) {
    for (int i = 0; i < therapies.size(); i++) {
      PriorTherapy prior = therapies.get(i);
      if (prior.intolerant() && prior.therapyClass().equalsIgnoreCase(therapy)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a therapy of the class was given within the bounds; a null bound asks nothing. */
  static Truth given(
      List<PriorTherapy> therapies,
      String therapy,
      Condition.Bound months,
      Condition.Bound response) {
    Truth truth = therapies.isEmpty() ? Truth.UNKNOWN : Truth.UNMET;
    for (int i = 0; i < therapies.size(); i++) {
      PriorTherapy prior = therapies.get(i);
      if (!prior.therapyClass().equalsIgnoreCase(therapy)
          || prior.months() < 1
          || (months != null && !months.holds(prior.months()))) {
        continue;
      }
      if (response == null) {
        return Truth.MET;
      }
      if (prior.responsePct() < 0) {
        truth = Truth.UNKNOWN;
      } else if (response.holds(prior.responsePct())) {
        return Truth.MET;
      }
    }
    return truth;
  }

  private static boolean contains(List<String> words, String fact) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equalsIgnoreCase(fact)) {
        return true;
      }
    }
    return false;
  }
}
