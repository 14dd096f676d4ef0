package org.dualchannel.supervision;

import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Rule;

/**
 * What the bureau made of an alert. It keeps the alert as it was seen, so that it can be read
 * without the watch that raised it.
 *
 * @param reason in words
 */
@Rule("S2-20")
public record AlertHandling(
    Alert alert, Verdict verdict, String reason, Principal by, long timeMs) {

  /** How an alert ends. Append only. */
  public enum Verdict {
    CONFIRMED,
    DISMISSED
  }
}
