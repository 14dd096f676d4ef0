package org.dualchannel.edge;

import java.io.Serial;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;

/** Carries a refusal of the edge out of the middle of a call; not a failure, so without trace. */
final class Refused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Rejection rejection;

  Refused(Rejection rejection) {
    super(rejection.reason().name(), null, false, false);
    this.rejection = rejection;
  }

  static Refused of(Reason reason, Object... keysAndValues) {
    return new Refused(Rejection.of(reason, keysAndValues));
  }

  Rejection rejection() {
    return rejection;
  }

  /** The value, or a refusal when there is none. */
  static <T> T ifUnknown(T value, Reason reason, Object... keysAndValues) {
    if (value == null) {
      throw of(reason, keysAndValues);
    }
    return value;
  }
}
