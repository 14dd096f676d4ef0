package org.dualchannel.pipeline;

/**
 * This node decided otherwise than the one that sealed the ledger: the log was altered, or a
 * release decides differently. Nothing may be acknowledged on such a state.
 */
public final class LedgerMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LedgerMismatchException(String message) {
    super(message);
  }
}
