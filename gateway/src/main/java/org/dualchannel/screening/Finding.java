package org.dualchannel.screening;

import org.dualchannel.prescription.ReviewCheck;

/**
 * Something that the review found.
 *
 * @param line number of the line; 0 when it concerns the whole prescription
 * @param detail what exactly, such as {@code 14 > 7}; empty when the check says it all
 * @param reason the physician's reason; null when none is given
 */
public record Finding(
    ReviewCheck check, int line, Severity severity, String detail, String reason) {

  /** Whether the prescription cannot be accepted because of it. */
  public boolean refuses() {
    return severity == Severity.REFUSE || (severity == Severity.REASON_REQUIRED && reason == null);
  }
}
