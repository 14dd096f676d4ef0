package org.dualchannel.pipeline;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.dualchannel.registry.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one caller from filling the node: how many calls each may have waiting at a time depends on
 * the room that is left. While calls are decided in time a caller may take as much as it leaves
 * free, one alone half of the room. Once calls of several callers have to wait, which is called
 * crowded, it is an eighth of what is free, and less and less, down to a 64th, as long as calls
 * still have to wait: who floods the node has little waiting, the others find the rest of the room
 * free, and wait behind so much less.
 *
 * <p>What a caller has waiting is counted in one of a fixed number of places; callers that meet in
 * one share it. Which callers do is different in every run of the node.
 */
final class FairShares {
  private static final Logger LOGGER = LoggerFactory.getLogger(FairShares.class);

  private static final int PLACES = 4_096;

  /** What anybody may have waiting, as long as the node has room at all. */
  static final int LEAST = 8;

  /** The part of the free room that a caller may have in a crowd: an eighth at first. */
  private static final int FIRST_PART = 8;

  private static final int LAST_PART = 64;

  private static final int LEAST_PAUSE_MS = 50;

  /** For each part that the free room is divided in. */
  private static final int PAUSE_MS = 12;

  /** Looks in a row at which a call waits for too long: one pause of the JVM is no crowd. */
  private static final int LOOKS = 3;

  /** How long callers count as several after calls of two were seen waiting together. */
  private static final long SEVERAL_NS = TimeUnit.SECONDS.toNanos(10);

  /** How long nobody has asked for too much before the crowd counts as gone. */
  private static final long CALM_NS = TimeUnit.SECONDS.toNanos(1);

  private static final long TELL_EVERY_NS = TimeUnit.SECONDS.toNanos(10);

  private final AtomicIntegerArray waiting = new AtomicIntegerArray(PLACES);
  private final int salt = ThreadLocalRandom.current().nextInt();
  private final int room;
  private final long crowdedNs;
  private final PipelineMeter meter;
  private final AtomicLong toldNs = new AtomicLong(System.nanoTime() - TELL_EVERY_NS);
  private volatile long refusedNs;
  private volatile int part = 1;

  // The looks belong to the appender.
  private int late;
  private boolean severalSeen;
  private long severalNs;
  private long smallerAtNs;

  /**
   * @param room calls that can wait in all
   * @param crowdedMs how long the oldest waiting call waits when it is crowded; 0 for no shares
   */
  FairShares(int room, int crowdedMs, PipelineMeter meter) {
    this.room = room;
    this.crowdedNs = TimeUnit.MILLISECONDS.toNanos(crowdedMs);
    this.meter = meter;
  }

  /** Where the calls of a caller are counted. */
  int placeOf(Principal caller) {
    int hash = (caller.code().hashCode() * 31 + caller.role().ordinal()) * 0x9E3779B9 + salt;
    return (hash ^ hash >>> 15) & (PLACES - 1);
  }

  /**
   * Counts one more call of the caller, unless it has as many waiting as it may.
   *
   * @param all calls that wait, of all callers
   */
  boolean enter(int place, Principal caller, int all) {
    int own = waiting.incrementAndGet(place);
    boolean tooMany = exceedsShare(own, all);
    if (tooMany) {
      waiting.decrementAndGet(place);
      refused(caller, own - 1, all);
    }
    return !tooMany;
  }

  /**
   * Whether one more call of the caller would be counted. A no counts as a refusal: who asked has
   * refused the call.
   *
   * @param all calls that wait, of all callers
   */
  boolean hasRoomFor(Principal caller, int all) {
    int own = waiting.get(placeOf(caller));
    boolean tooMany = exceedsShare(own + 1, all + 1);
    if (tooMany) {
      refused(caller, own, all);
    }
    return !tooMany;
  }

  /** How long a refusal is kept back: the longer, the smaller the shares had to be made. */
  int pauseMs() {
    return Math.max(LEAST_PAUSE_MS, part * PAUSE_MS);
  }

  private boolean exceedsShare(int own, int all) {
    return own > LEAST && crowdedNs > 0 && own > (room - all) / part;
  }

  void leave(int place) {
    waiting.decrementAndGet(place);
  }

  private void refused(Principal caller, int own, int all) {
    long now = System.nanoTime();
    refusedNs = now;
    meter.overShare(caller.role());
    long told = toldNs.get();
    if (now - told >= TELL_EVERY_NS && toldNs.compareAndSet(told, now)) {
      LOGGER.warn(
          "{} has {} of {} waiting calls, which is more than its share; calls of it are refused",
          caller.role() == Principal.Role.PATIENT ? "a patient" : caller,
          own,
          all);
    }
  }

  /**
   * Is told what waits, every so often; by the appender alone.
   *
   * @param oldestNs how long the oldest call has waited; 0 when none does
   * @param several whether calls of several callers wait
   */
  void look(long oldestNs, boolean several, long nowNs) {
    if (several) {
      severalSeen = true;
      severalNs = nowNs;
    }
    boolean others = severalSeen && nowNs - severalNs < SEVERAL_NS;
    late = oldestNs > crowdedNs ? late + 1 : 0;
    if (late >= LOOKS && others && crowdedNs > 0) {
      crowd(oldestNs, nowNs);
    } else if (!others || late == 0 && nowNs - refusedNs > CALM_NS) {
      part = 1;
    }
  }

  /** What a smaller share does is seen only when what waits already has been decided. */
  private void crowd(long oldestNs, long nowNs) {
    if (part == 1 || nowNs - smallerAtNs >= 0 && part < LAST_PART) {
      part = Math.max(FIRST_PART, 2 * part);
      smallerAtNs = nowNs + 2 * oldestNs;
    }
  }

  /** Whether calls of several callers wait for longer than they should. */
  boolean crowded() {
    return part > 1;
  }
}
