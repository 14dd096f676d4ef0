package org.dualchannel.decide;

import java.time.Duration;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.ServiceRules;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.store.EncodedQueue;
import org.dualchannel.store.Section;

/**
 * The idempotency keys: the first outcome of each request id, given again to every retry within the
 * retention window.
 *
 * <p>Keys are forgotten in the order of their time, a few with each command, so that forgetting
 * never takes long. When the table is full before the window has passed, new commands are refused:
 * the promise to recognise a retry is not broken to make room.
 */
final class Requests {
  private static final int FORGET_AT_ONCE = 4;

  /** Until when a key is kept. */
  record Remembered(String key, long untilMs) {}

  private final State state;
  private final EncodedQueue<Remembered> oldestFirst;

  Requests(State state) {
    this.state = state;
    oldestFirst = new EncodedQueue<>(state.chunks, RecordCodec.of(Remembered.class));
  }

  /** What a command is known by; null when it has no request id. Asked for once a command. */
  static String key(Command command) {
    return command.requestId().isEmpty()
        ? null
        : command.principal().toString() + '/' + command.requestId();
  }

  /** The outcome to give to a retry; null for a request that is new. */
  Outcome repeated(Command command, String key) {
    if (key == null) {
      return null;
    }
    State.Answered answered = state.answered.get(key);
    if (answered == null) {
      return null;
    }
    if (answered.fingerprint() == command.fingerprint()) {
      return answered.outcome();
    }
    Outcome first = answered.outcome();
    return new Outcome(
        first.index(),
        first.timeMs(),
        "",
        "",
        null,
        Rejection.of(Reason.REQUEST_ID_REUSED, "request_id", command.requestId()));
  }

  void refuseWithoutRoom(Command command) {
    if (!command.requestId().isEmpty()) {
      state.room(state.answered, 1);
    }
  }

  /** Keeps the outcome. A refusal for lack of room is not kept: the caller is to try again. */
  void remember(Command command, String key, Outcome outcome) {
    boolean passing =
        !outcome.accepted() && outcome.rejection().reason() == Reason.CAPACITY_REACHED;
    if (key == null || passing) {
      return;
    }
    state.answered.put(key, new State.Answered(command.fingerprint(), outcome));
    oldestFirst.add(new Remembered(key, outcome.timeMs() + retentionMs(command, outcome)));
  }

  void forgetOld(long timeMs) {
    for (int i = 0; i < FORGET_AT_ONCE; i++) {
      Remembered oldest = oldestFirst.peek();
      if (oldest == null || oldest.untilMs() > timeMs) {
        return;
      }
      oldestFirst.poll();
      state.answered.remove(oldest.key());
    }
  }

  /** The keys in the order of forgetting, as they are now. */
  Section freeze(String name) {
    return oldestFirst.freeze().section(name);
  }

  void load(Remembered remembered) {
    oldestFirst.add(remembered);
  }

  /** As the policy of the area says, so that a replay forgets at the same command. */
  private long retentionMs(Command command, Outcome outcome) {
    BenefitPolicy policy = state.policies().inForce(command.area(), CivilDate.of(outcome.timeMs()));
    ServiceRules rules = policy == null ? ServiceRules.DEFAULT : policy.rules();
    return Duration.ofHours(rules.requestRetentionHours()).toMillis();
  }
}
