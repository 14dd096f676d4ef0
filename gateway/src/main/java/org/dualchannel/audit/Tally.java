package org.dualchannel.audit;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;

/** Counts decisions by kind of command. */
public final class Tally {
  private final SortedMap<String, long[]> byCommand = new TreeMap<>();

  /** What became of the commands of one kind. */
  public record Count(String command, long accepted, long refused, long repeated) {}

  void count(Command command, Decider.Decision decision) {
    long[] counts =
        byCommand.computeIfAbsent(command.body().getClass().getSimpleName(), name -> new long[3]);
    int kind = decision.repeated() ? 2 : decision.outcome().accepted() ? 0 : 1;
    counts[kind]++;
  }

  /** The counts, by the name of the command. */
  public Iterable<Count> counts() {
    return Collections.unmodifiableSortedMap(byCommand).entrySet().stream()
        .map(
            each ->
                new Count(
                    each.getKey(), each.getValue()[0], each.getValue()[1], each.getValue()[2]))
        .toList();
  }
}
