package org.dualchannel.decide;

import org.dualchannel.registry.Principal;

/**
 * One command of the log: who asks for what, and under which idempotency key.
 *
 * @param requestId UUID chosen by the caller; empty for the gateway's own commands
 * @param principal the authenticated caller
 * @param area pooling area that the command belongs to, 6 digits; empty for the gateway's own
 * @param fingerprint of the body as the caller sent it: a retry must carry the same
 * @param body what is asked
 */
public record Command(
    String requestId, Principal principal, String area, long fingerprint, Body body) {

  /** A command of the gateway itself, without idempotency key. */
  public static Command ofSystem(Body body) {
    return new Command("", Principal.SYSTEM, "", 0, body);
  }
}
