package org.dualchannel.log;

import java.util.List;

/**
 * The members of a log as one of them sees them.
 *
 * @param self index of this one in {@code members}
 * @param members all of them, {@code host:port}, in the order of the configuration
 * @param leader index of the leader of the last term that this member has seen begin; -1 before
 * @param term number of that term, from 0; -1 before
 */
public record LogMembership(int self, List<String> members, int leader, long term) {

  /** A log without others. */
  static final LogMembership ALONE = new LogMembership(0, List.of("local"), 0, 0);

  public LogMembership {
    members = List.copyOf(members);
  }
}
