package org.dualchannel.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What records change in the store, from the first of them to the last, as one transaction writes
 * it. It is kept until that stands, and written again when it failed.
 */
final class Batch {
  private final Rows[] rows = new Rows[Table.values().length];
  private final List<Reversal> reversals = new ArrayList<>();
  private int records;
  private long first;
  private long last;
  private long lastMs;

  /**
   * The opposite of everything that was booked for a settlement.
   *
   * @param after so many of the batch's settlement lines count among what was booked
   */
  record Reversal(int after, long logIndex, int day, int month, String settlement) {}

  Batch() {
    for (Table table : Table.values()) {
      rows[table.ordinal()] = new Rows(table);
    }
  }

  /** Begins a row. */
  Rows row(Table table, long logIndex) {
    return rows[table.ordinal()].begin(logIndex);
  }

  void reverse(long logIndex, int day, int month, String settlement) {
    int after = rows(Table.SETTLEMENT_LINES).count();
    reversals.add(new Reversal(after, logIndex, day, month, settlement));
  }

  /** All of a record is in the batch. */
  void reached(long logIndex, long timeMs) {
    if (records == 0) {
      first = logIndex;
    }
    records++;
    last = logIndex;
    lastMs = timeMs;
  }

  /** Takes out what there is of a record that was not reached. */
  void forget(long logIndex) {
    for (Rows each : rows) {
      each.forget(logIndex);
    }
    reversals.removeIf(each -> each.logIndex() >= logIndex);
  }

  void clear() {
    for (Rows each : rows) {
      each.clear();
    }
    reversals.clear();
    records = 0;
  }

  boolean isEmpty() {
    return records == 0;
  }

  int records() {
    return records;
  }

  long bytes() {
    long bytes = 0;
    for (Rows each : rows) {
      bytes += each.bytes();
    }
    return bytes;
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  /** Log time of the last record. */
  long lastMs() {
    return lastMs;
  }

  Rows rows(Table table) {
    return rows[table.ordinal()];
  }

  List<Reversal> reversals() {
    return reversals;
  }
}
