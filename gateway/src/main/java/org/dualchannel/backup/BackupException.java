package org.dualchannel.backup;

import java.io.IOException;

/** A backup could not be made, or is not whole. */
public final class BackupException extends IOException {
  private static final long serialVersionUID = 1L;

  BackupException(String message) {
    super(message);
  }

  BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
