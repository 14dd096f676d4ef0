package org.dualchannel.log;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The machine's time of day without its jumps: it follows the time of day by running a little
 * faster or slower, never goes back, and stays where it is expected to be when the time of day
 * leaps. The log's time and the log's own timers go by it.
 *
 * <p>Reading it is safe from any thread; {@link #follow} belongs to one, which calls it every
 * second or so.
 */
public final class SteadyClock implements LongSupplier {
  /** A correction is spread over this time, in which the clock runs at half to double speed. */
  private static final long SPREAD_NS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier timeOfDayMs;
  private final LongSupplier nanoTime;
  private final long maxJumpMs;
  private final LongConsumer jumped;
  private volatile Course course;
  private boolean away;

  /**
   * How time goes on from a moment.
   *
   * @param nano the moment
   * @param timeNs time at the moment
   * @param correctionNs what is added to it within the next second
   */
  private record Course(long nano, long timeNs, long correctionNs) {
    long at(long nanoTime) {
      long passed = Math.max(0, nanoTime - nano);
      long share = Math.min(passed, SPREAD_NS) / 1_000;
      return timeNs + passed + correctionNs / 1_000 * share / (SPREAD_NS / 1_000) * 1_000;
    }
  }

  /**
   * @param timeOfDayMs the machine's clock
   * @param nanoTime what never jumps, in nanoseconds
   * @param maxJumpMs a difference that is followed; a larger one is a jump
   * @param jumped is told of the difference while there is a jump, and 0 once it is gone
   */
  public SteadyClock(
      LongSupplier timeOfDayMs, LongSupplier nanoTime, long maxJumpMs, LongConsumer jumped) {
    this.timeOfDayMs = timeOfDayMs;
    this.nanoTime = nanoTime;
    this.maxJumpMs = maxJumpMs;
    this.jumped = jumped;
    course =
        new Course(nanoTime.getAsLong(), TimeUnit.MILLISECONDS.toNanos(timeOfDayMs.getAsLong()), 0);
  }

  /** The time, in milliseconds of the epoch. */
  @Override
  public long getAsLong() {
    return TimeUnit.NANOSECONDS.toMillis(course.at(nanoTime.getAsLong()));
  }

  /** Looks where the time of day is and follows it, unless it has jumped. */
  public void follow() {
    long nano = nanoTime.getAsLong();
    long timeNs = course.at(nano);
    long aheadMs = timeOfDayMs.getAsLong() - TimeUnit.NANOSECONDS.toMillis(timeNs);
    boolean isAway = Math.abs(aheadMs) > maxJumpMs;
    long wishedNs = isAway ? 0 : TimeUnit.MILLISECONDS.toNanos(aheadMs);
    course = new Course(nano, timeNs, Math.max(-SPREAD_NS / 2, Math.min(SPREAD_NS, wishedNs)));
    if (isAway || away) {
      away = isAway;
      jumped.accept(isAway ? aheadMs : 0);
    }
  }
}
