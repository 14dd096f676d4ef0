package org.dualchannel.cli.send;

import java.util.List;

/** A gateway refused a part of an import, or could not be reached. What came before it is there. */
public final class ImportFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  ImportFailedException(List<String> problems, Throwable cause) {
    super(String.join("\n", problems), cause);
    this.problems = List.copyOf(problems);
  }

  /** What was refused, with file and line where one row is at fault; at least one. */
  public List<String> problems() {
    return problems;
  }
}
