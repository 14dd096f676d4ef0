package org.dualchannel.cli;

/**
 * Ends a command with exit code 1 and one line for the reader, without a stack trace: something
 * outside the program is not as the command needs it.
 */
final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  CommandFailure(String message) {
    super(message);
  }

  CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
