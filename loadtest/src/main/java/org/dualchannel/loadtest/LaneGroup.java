package org.dualchannel.loadtest;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The lanes of one event loop. Of all calls of a schedule, group {@code g} of {@code n} makes those
 * whose number leaves the rest {@code g}.
 */
final class LaneGroup {
  private final EventLoop loop;
  private final List<Lane> lanes;
  private final Schedule schedule;
  private final Caller caller;
  private final Tally tally;
  private final Failures failures;
  private final int groups;
  private final int mostInFlight;

  private final AtomicBoolean woken = new AtomicBoolean();
  private final CompletableFuture<Void> finished = new CompletableFuture<>();
  private volatile long due;
  private long next;

  LaneGroup(
      EventLoop loop,
      List<Lane> lanes,
      Schedule schedule,
      Caller caller,
      Tally tally,
      Failures failures,
      int group,
      int groups,
      int mostInFlight) {
    this.loop = loop;
    this.lanes = List.copyOf(lanes);
    this.schedule = schedule;
    this.caller = caller;
    this.tally = tally;
    this.failures = failures;
    this.groups = groups;
    this.mostInFlight = mostInFlight;
    this.next = group;
  }

  /** Lets the group make every call below this number. Called by the pacing thread. */
  void advanceTo(long dueCalls) {
    due = dueCalls;
    // One task at a time: a loop that is behind must not also work off a queue of wake-ups.
    if (woken.compareAndSet(false, true)) {
      loop.execute(this::makeDueCalls);
    }
  }

  /** Ends when every call is made and answered. */
  CompletableFuture<Void> finished() {
    return finished;
  }

  /** Runs on the loop after the end: what the caller and the lanes know. */
  long answered() {
    return caller.answered();
  }

  long lastAnswerNanos() {
    return caller.lastAnswerNanos();
  }

  long refusedInWarmUp() {
    return caller.refusedInWarmUp();
  }

  long overloaded() {
    return caller.overloaded();
  }

  long inFlight() {
    return caller.inFlight();
  }

  EventLoop loop() {
    return loop;
  }

  Tally tally() {
    return tally;
  }

  List<Lane> lanes() {
    return lanes;
  }

  private void makeDueCalls() {
    woken.set(false);
    for (long until = due; next < until; next += groups) {
      long planned = schedule.plannedNanos(next);
      boolean measured = schedule.measured(next);
      if (caller.inFlight() >= mostInFlight) {
        failures.add(
            Failures.NOT_SENT,
            "the generator's limit of " + mostInFlight + " unanswered calls is reached");
        continue;
      }
      if (measured) {
        tally.sent(System.nanoTime() - planned);
      }
      lanes.get((int) (next / groups % lanes.size())).call(next, planned, measured);
    }
    if (next >= schedule.totalCalls()) {
      finishWhenAnswered();
    }
  }

  private void finishWhenAnswered() {
    if (caller.inFlight() == 0) {
      finished.complete(null);
    } else {
      var unused = loop.schedule(this::finishWhenAnswered, 1, TimeUnit.MILLISECONDS);
    }
  }
}
