package org.dualchannel.decide;

import org.dualchannel.rules.Rejection;

/**
 * What was decided. Either {@code reply} or {@code rejection} is set.
 *
 * @param index number of the record in the log, from 1
 * @param timeMs log time
 * @param catalogue id of the catalogue version that was applied; empty when none was asked
 * @param policy id of the policy that was applied; empty when none was asked
 * @param reply the answer; null when refused
 * @param rejection the refusal; null when accepted
 */
public record Outcome(
    long index, long timeMs, String catalogue, String policy, Reply reply, Rejection rejection) {

  public boolean accepted() {
    return rejection == null;
  }
}
