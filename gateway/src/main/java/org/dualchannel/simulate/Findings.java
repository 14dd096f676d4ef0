package org.dualchannel.simulate;

import java.util.ArrayList;
import java.util.List;

/** What is broken: the first ones in words, the rest counted. */
final class Findings {
  private static final int DESCRIBED = 20;

  private final List<String> described = new ArrayList<>();
  private long more;

  void add(String what) {
    if (described.size() < DESCRIBED) {
      described.add(what);
    } else {
      more++;
    }
  }

  /** Adds it when it does not hold. */
  void require(boolean holds, String what, Object about) {
    if (!holds) {
      add(about + ": " + what);
    }
  }

  /** All, empty when nothing is broken. */
  List<String> list() {
    List<String> all = new ArrayList<>(described);
    if (more > 0) {
      all.add("and " + more + " more");
    }
    return all;
  }
}
