package org.dualchannel.cli.load;

import java.util.List;

/** Files could not be read; holds every problem found, in the order of the files and lines. */
public final class LoadException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<LoadProblem> problems;

  public LoadException(List<LoadProblem> problems) {
    super(String.join("\n", problems.stream().map(LoadProblem::toString).toList()));
    this.problems = List.copyOf(problems);
  }

  public List<LoadProblem> problems() {
    return problems;
  }
}
