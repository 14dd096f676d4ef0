package org.dualchannel.faultsim;

import java.util.List;

/**
 * One message of the log: a batch of records. As in Raft, its place and its term name it: one
 * leader a term, which only appends.
 *
 * @param timeMs of the leader's clock, never less than that of the entry before
 * @param mark whether every member takes a snapshot after it
 */
record Entry(long term, long timeMs, List<byte[]> records, boolean mark) {
  Entry {
    records = List.copyOf(records);
  }
}
