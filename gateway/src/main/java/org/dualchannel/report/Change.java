package org.dualchannel.report;

import java.util.List;

/** What one decision changes in the store. */
sealed interface Change {

  /**
   * A new row.
   *
   * @param values in the order of the table's columns: String, Long, Integer or Boolean
   */
  record Row(Table table, List<Object> values) implements Change {
    static Row of(Table table, Object... values) {
      if (values.length != table.columns().size()) {
        throw new IllegalArgumentException(
            table + ": " + values.length + " values (expected: " + table.columns().size() + ")");
      }
      return new Row(table, List.of(values));
    }
  }

  /** The opposite of everything that was booked for a settlement. */
  record Reverse(long logIndex, int day, int month, String settlement) implements Change {}
}
