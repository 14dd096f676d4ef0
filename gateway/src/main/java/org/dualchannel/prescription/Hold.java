package org.dualchannel.prescription;

import java.util.Arrays;

/**
 * The exclusive, timed claim of one dispenser.
 *
 * @param holder code of the pharmacy, or of the hospital when it dispenses itself
 * @param secretHash SHA-256 of the claim secret
 * @param untilMs the hold counts before this log time
 */
public record Hold(String holder, byte[] secretHash, long untilMs) {

  public boolean activeAt(long timeMs) {
    return timeMs < untilMs;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hold that
        && holder.equals(that.holder)
        && untilMs == that.untilMs
        && Arrays.equals(secretHash, that.secretHash);
  }

  @Override
  public int hashCode() {
    return 31 * holder.hashCode() + Long.hashCode(untilMs);
  }

  @Override
  public String toString() {
    return "Hold[" + holder + " until " + untilMs + ']';
  }
}
