package org.dualchannel.cli.load;

import java.util.List;
import java.util.stream.Collectors;

/** A YAML file that cannot be used, with everything that is wrong with it. */
public final class YamlProblemsException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient List<YamlProblem> problems;

  YamlProblemsException(List<YamlProblem> problems) {
    super(problems.stream().map(YamlProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order of the file; at least one. */
  public List<YamlProblem> problems() {
    return problems;
  }
}
