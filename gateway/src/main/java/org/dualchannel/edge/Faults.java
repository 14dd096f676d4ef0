package org.dualchannel.edge;

import java.util.UUID;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bugs: the caller gets a number, the operator's log the same number and what happened. */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private Faults() {}

  static Rejection logged(String method, Throwable fault) {
    String id = UUID.randomUUID().toString();
    LOG.error("Internal error {} in {}", id, method, fault);
    return Rejection.of(Reason.INTERNAL_ERROR, "error_id", id);
  }
}
