package org.dualchannel.ops;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; names everything that is wrong with it at once. */
public final class ConfigException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<ConfigProblem> problems;

  ConfigException(String source, List<ConfigProblem> problems) {
    super(
        source
            + problems.stream()
                .map(problem -> "\n  " + problem)
                .collect(Collectors.joining("", " cannot be used:", "")));
    this.problems = List.copyOf(problems);
  }

  /** Every problem found, in the order of the keys. */
  public List<ConfigProblem> problems() {
    return problems;
  }
}
