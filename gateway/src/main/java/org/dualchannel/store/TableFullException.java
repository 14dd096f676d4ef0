package org.dualchannel.store;

/**
 * A new entry was put into a full table. The decider asks for room first, so meeting this is a bug.
 */
public final class TableFullException extends IllegalStateException {
  private final String table;
  private final long capacity;

  TableFullException(String table, long capacity) {
    super("Table " + table + " has reached its capacity of " + capacity);
    this.table = table;
    this.capacity = capacity;
  }

  public String table() {
    return table;
  }

  public long capacity() {
    return capacity;
  }
}
