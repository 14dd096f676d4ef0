package org.dualchannel.prescription;

import java.util.Arrays;
import java.util.List;

/**
 * The exclusive, timed claim of one dispenser.
 *
 * @param holder code of the pharmacy, or of the hospital when it dispenses itself
 * @param secretHash SHA-256 of the claim secret
 * @param untilMs the hold counts before this log time
 * @param lines numbers of the lines that the holder may hand out, ascending
 */
public record Hold(String holder, byte[] secretHash, long untilMs, List<Integer> lines) {
  public Hold {
    lines = List.copyOf(lines);
  }

  public boolean activeAt(long timeMs) {
    return timeMs < untilMs;
  }

  Hold without(List<Integer> given) {
    List<Integer> left = lines.stream().filter(line -> !given.contains(line)).toList();
    return new Hold(holder, secretHash, untilMs, left);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hold that
        && holder.equals(that.holder)
        && untilMs == that.untilMs
        && lines.equals(that.lines)
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
