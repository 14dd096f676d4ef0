package org.dualchannel.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Outcome;

/**
 * What is still to be asked, by its simulated time. Whatever has the same time is asked together,
 * in the order in which it was put down.
 */
final class Agenda {
  private final TreeMap<Long, List<Step>> steps = new TreeMap<>();
  private long nowMs = Long.MIN_VALUE;

  /**
   * One question.
   *
   * @param command makes it when its time has come; null when there is nothing to ask any more
   * @param answered takes the answer, which may put down more for later
   */
  record Step(Supplier<Command> command, Consumer<Outcome> answered) {}

  /** Puts a question down for a later time. */
  void at(long timeMs, Supplier<Command> command, Consumer<Outcome> answered) {
    if (timeMs <= nowMs) {
      throw new IllegalArgumentException(timeMs + " is not after " + nowMs);
    }
    steps.computeIfAbsent(timeMs, time -> new ArrayList<>()).add(new Step(command, answered));
  }

  /** A question whose answer does not matter. */
  void at(long timeMs, Supplier<Command> command) {
    at(timeMs, command, outcome -> {});
  }

  /** The time of the next questions; null when there are none. */
  Long nextMs() {
    return steps.isEmpty() ? null : steps.firstKey();
  }

  /** Takes the next questions, whose time is now. */
  List<Step> take() {
    Map.Entry<Long, List<Step>> next = steps.pollFirstEntry();
    nowMs = next.getKey();
    return next.getValue();
  }

  long nowMs() {
    return nowMs;
  }
}
