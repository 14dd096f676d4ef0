package org.dualchannel.report;

/** The database does not answer, or too many reports run already. */
public final class ReportsUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  ReportsUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
