package org.dualchannel.snapshot;

import java.io.IOException;

/** A file is not the snapshot that was written: a byte changed, a part is missing. */
public final class SnapshotDamagedException extends IOException {
  private static final long serialVersionUID = 1L;

  SnapshotDamagedException(long offset, String what) {
    super("at offset " + offset + ": " + what);
  }
}
