package org.dualchannel.screening;

/** What a finding leads to. Append only. */
public enum Severity {
  /** The check is not made. */
  OFF,
  /** It is told, and stands in nobody's way. */
  WARN,
  /** The prescription is refused unless the physician gives a reason. */
  REASON_REQUIRED,
  /** The prescription is refused. */
  REFUSE
}
