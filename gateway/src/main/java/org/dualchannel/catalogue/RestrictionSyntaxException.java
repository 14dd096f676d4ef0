package org.dualchannel.catalogue;

/** The text of a restriction does not follow the grammar; says where and what would. */
public final class RestrictionSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String expected;
  private final String found;

  RestrictionSyntaxException(int line, int column, String expected, String found) {
    super(line + ":" + column + ": expected " + expected + ", found " + found);
    this.line = line;
    this.column = column;
    this.expected = expected;
    this.found = found;
  }

  /** Line of the offending token, from 1. */
  public int line() {
    return line;
  }

  /** Column of the offending token in characters, from 1. */
  public int column() {
    return column;
  }

  /** What the grammar allows there. */
  public String expected() {
    return expected;
  }

  /** What stands there. */
  public String found() {
    return found;
  }
}
