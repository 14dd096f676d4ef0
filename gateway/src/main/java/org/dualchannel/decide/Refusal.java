package org.dualchannel.decide;

import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;

/**
 * Carries a rejection from the check that found it to the decider. It never leaves this package: to
 * everyone else a refusal is an {@link Outcome}. It has no stack trace, because it is no error.
 */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Rejection rejection;
  private final transient Runnable left;

  private Refusal(Rejection rejection, Runnable left) {
    super(rejection.english(), null, false, false);
    this.rejection = rejection;
    this.left = left;
  }

  Rejection rejection() {
    return rejection;
  }

  /**
   * This refusal, which leaves a trace although the command has no effect: an attempt that itself
   * has to be recorded. Nothing else may change with a refusal.
   */
  Refusal leaving(Runnable trace) {
    return new Refusal(rejection, trace);
  }

  /** Leaves the trace, if there is one. */
  void leave() {
    left.run();
  }

  /** Ends the command with this rejection, or goes on when it is null. */
  static void refuseIf(Rejection rejectionOrNull) {
    if (rejectionOrNull != null) {
      throw new Refusal(rejectionOrNull, () -> {});
    }
  }

  static Refusal refusal(Rejection rejection) {
    return new Refusal(rejection, () -> {});
  }

  static Refusal refusal(Reason reason, Object... keysAndValues) {
    return new Refusal(Rejection.of(reason, keysAndValues), () -> {});
  }

  /** The value, or the refusal that it does not exist. */
  static <T> T known(T valueOrNull, Reason reason, Object... keysAndValues) {
    if (valueOrNull == null) {
      throw refusal(reason, keysAndValues);
    }
    return valueOrNull;
  }
}
