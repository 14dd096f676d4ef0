package org.dualchannel.faultsim;

import java.util.List;

/**
 * One message of the log: a batch of records. As in Raft, its place and its term name it: one
 * leader a term, which only appends.
 *
 * @param timeMs of the leader's clock, never less than that of the entry before
 */
record Entry(long term, long timeMs, List<byte[]> records) {
  Entry {
    records = List.copyOf(records);
  }
}
