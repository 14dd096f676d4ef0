package org.dualchannel.cli.load;

/**
 * One thing wrong with a file.
 *
 * @param file name of the file
 * @param line line where the row or key begins, from 1; 0 = the file as a whole
 * @param column name of the CSV column or YAML key; empty = the row as a whole
 * @param message what is wrong, in English
 */
public record LoadProblem(String file, int line, String column, String message) {

  /** As compilers write it: {@code drugs.csv:12: annual_cap_fen: message}. */
  @Override
  public String toString() {
    return file
        + (line == 0 ? "" : ":" + line)
        + ": "
        + (column.isEmpty() ? "" : column + ": ")
        + message;
  }
}
