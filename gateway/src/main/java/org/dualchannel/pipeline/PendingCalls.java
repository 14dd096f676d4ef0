package org.dualchannel.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.dualchannel.decide.Outcome;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;

/**
 * The calls that wait for their decision, at most as many as configured. A call leaves by being
 * answered, once: by its decision, by its deadline or by the end of the node, whichever comes
 * first.
 */
final class PendingCalls {

  /** One waiting call. */
  static final class Call {
    final long correlation;
    final Commands.Answer answer;
    final long deadlineNs;
    final long sentNs;

    /** Where it is counted among those of its caller. */
    final int place;

    volatile long appendedNs;

    /** What goes into the log; set before the appender sees the call. */
    byte[] record;

    /** Whether the appender has taken it from the ring; its own note, as the next. */
    boolean taken;

    /** Whether the log has taken it, which does not keep it from being lost there. */
    boolean appended;

    Call(long correlation, Commands.Answer answer, long deadlineNs, long sentNs, int place) {
      this.correlation = correlation;
      this.answer = answer;
      this.deadlineNs = deadlineNs;
      this.sentNs = sentNs;
      this.place = place;
    }
  }

  private final AtomicReferenceArray<Call> slots;
  private final AtomicLong lastCorrelation = new AtomicLong();
  private final AtomicInteger count = new AtomicInteger();
  private final int limit;
  private final FairShares shares;

  PendingCalls(int limit, FairShares shares) {
    this.limit = limit;
    this.shares = shares;
    slots = new AtomicReferenceArray<>(Integer.highestOneBit(Math.max(2, limit) - 1) * 2);
  }

  /** Enters a call; null when too many wait, or too many of this caller. */
  Call enter(Principal caller, Commands.Answer answer, long deadlineNs, long nowNs) {
    int all = count.incrementAndGet();
    int place = shares.placeOf(caller);
    if (all > limit || !shares.enter(place, caller, all)) {
      count.decrementAndGet();
      return null;
    }
    while (true) {
      Call call = new Call(lastCorrelation.incrementAndGet(), answer, deadlineNs, nowNs, place);
      // A slot can still be taken by an old, slow call; then the next correlation finds another.
      if (slots.compareAndSet(slot(call.correlation), null, call)) {
        return call;
      }
    }
  }

  /** Whether one more call of the caller would be entered now. */
  boolean hasRoomFor(Principal caller) {
    int all = count.get();
    return all < limit && shares.hasRoomFor(caller, all);
  }

  /** The call of that correlation while it waits; null when it was answered. */
  Call waiting(long correlation) {
    Call call = slots.get(slot(correlation));
    return call != null && call.correlation == correlation ? call : null;
  }

  void decided(Call call, Outcome outcome) {
    if (leave(call)) {
      call.answer.decided(outcome);
    }
  }

  void undecided(Call call, boolean certainlyNot, Reason reason, String cause) {
    if (leave(call)) {
      call.answer.undecided(certainlyNot, reason, cause);
    }
  }

  /** Whether the call was not answered yet. */
  boolean waits(Call call) {
    return slots.get(slot(call.correlation)) == call;
  }

  /**
   * The waiting calls that the log has taken, in the order in which they came; for the appender.
   */
  List<Call> appended() {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < slots.length(); i++) {
      Call call = slots.get(i);
      if (call != null && call.appended) {
        calls.add(call);
      }
    }
    calls.sort(Comparator.comparingLong(call -> call.correlation));
    return calls;
  }

  /**
   * Answers the calls whose time is over; returns how many. Those that the appender has not taken
   * by then are never decided. For the appender.
   */
  int expire(long nowNs) {
    int expired = 0;
    long oldestNs = 0;
    int firstPlace = -1;
    boolean several = false;
    for (int i = 0; i < slots.length() && count.get() > 0; i++) {
      Call call = slots.get(i);
      if (call == null) {
        continue;
      }
      oldestNs = Math.max(oldestNs, nowNs - call.sentNs);
      several |= firstPlace >= 0 && firstPlace != call.place;
      firstPlace = call.place;
      if (call.deadlineNs - nowNs <= 0 && leave(call)) {
        call.answer.undecided(!call.taken, Reason.TIMED_OUT, "");
        expired++;
      }
    }
    shares.look(oldestNs, several, nowNs);
    return expired;
  }

  /** Answers every call: nothing will be decided here any more. */
  void abandon(String cause) {
    for (int i = 0; i < slots.length(); i++) {
      Call call = slots.get(i);
      if (call != null) {
        undecided(call, false, Reason.NOT_READY, cause);
      }
    }
  }

  int count() {
    return count.get();
  }

  private boolean leave(Call call) {
    if (!slots.compareAndSet(slot(call.correlation), call, null)) {
      return false;
    }
    count.decrementAndGet();
    shares.leave(call.place);
    return true;
  }

  private int slot(long correlation) {
    return (int) (correlation & (slots.length() - 1));
  }
}
