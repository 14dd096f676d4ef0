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

  private Refusal(Rejection rejection) {
    super(rejection.english(), null, false, false);
    this.rejection = rejection;
  }

  Rejection rejection() {
    return rejection;
  }

  /** Ends the command with this rejection, or goes on when it is null. */
  static void refuseIf(Rejection rejectionOrNull) {
    if (rejectionOrNull != null) {
      throw new Refusal(rejectionOrNull);
    }
  }

  static Refusal refusal(Reason reason, Object... keysAndValues) {
    return new Refusal(Rejection.of(reason, keysAndValues));
  }

  /** The value, or the refusal that it does not exist. */
  static <T> T known(T valueOrNull, Reason reason, Object... keysAndValues) {
    if (valueOrNull == null) {
      throw refusal(reason, keysAndValues);
    }
    return valueOrNull;
  }
}
