package org.dualchannel.log;

/** The log has stopped for good; the message says why. Nothing more can be acknowledged. */
public final class LogFailedException extends RuntimeException {

  public LogFailedException(String reason) {
    super(reason);
  }

  public LogFailedException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
