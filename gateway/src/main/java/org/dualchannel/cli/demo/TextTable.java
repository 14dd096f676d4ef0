package org.dualchannel.cli.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table in plain text whose columns line up on a terminal, Chinese characters included. */
public final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();
  private final boolean numbers;

  /**
   * A table with a row of titles.
   *
   * @param numbers whether all columns but the first are set to the right
   */
  public TextTable(boolean numbers, List<String> titles) {
    this.numbers = numbers;
    rows.add(List.copyOf(titles));
  }

  /** One row, with a cell for each title. */
  public void row(List<String> cells) {
    if (cells.size() != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "cells: " + cells.size() + " (expected: " + rows.get(0).size() + ")");
    }
    rows.add(List.copyOf(cells));
  }

  /** The same. */
  public void row(String... cells) {
    row(Arrays.asList(cells));
  }

  /** Writes the table. */
  public void print(PrintWriter out) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    String rule = rule(widths);
    out.println(rule);
    for (int i = 0; i < rows.size(); i++) {
      out.println(line(rows.get(i), widths));
      if (i == 0) {
        out.println(rule);
      }
    }
    out.println(rule);
  }

  private static String rule(int[] widths) {
    StringBuilder rule = new StringBuilder("  +");
    for (int width : widths) {
      rule.append("-".repeat(width + 2)).append('+');
    }
    return rule.toString();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder("  |");
    for (int i = 0; i < widths.length; i++) {
      String space = " ".repeat(widths[i] - width(row.get(i)));
      boolean right = numbers && i > 0;
      line.append(' ').append(right ? space + row.get(i) : row.get(i) + space).append(" |");
    }
    return line.toString();
  }

  /** Columns of a terminal that a text takes: two for a wide character. */
  static int width(String text) {
    return text.codePoints().map(each -> wide(each) ? 2 : 1).sum();
  }

  /** Whether a terminal gives the character two columns (UAX 11, wide and full width). */
  private static boolean wide(int codePoint) {
    return codePoint >= 0x1100
        && (codePoint <= 0x115F
            || codePoint >= 0x2E80 && codePoint <= 0xA4CF
            || codePoint >= 0xAC00 && codePoint <= 0xD7A3
            || codePoint >= 0xF900 && codePoint <= 0xFAFF
            || codePoint >= 0xFE30 && codePoint <= 0xFE6F
            || codePoint >= 0xFF00 && codePoint <= 0xFF60
            || codePoint >= 0xFFE0 && codePoint <= 0xFFE6
            || codePoint >= 0x20000 && codePoint <= 0x3FFFD);
  }
}
