package org.dualchannel.snapshot;

import java.io.IOException;

/** Whoever asked for the snapshot does not want it any more. */
public final class SnapshotCancelledException extends IOException {
  private static final long serialVersionUID = 1L;

  SnapshotCancelledException() {
    super("the snapshot was given up");
  }
}
