package org.dualchannel.fuzz;

import java.util.List;

/** What has to hold whatever bytes come from outside: from a disk, a scanner, a file, a caller. */
public interface ByteProperty {
  /**
   * Looks at one input.
   *
   * @throws Throwable anything, when the property does not hold for it
   */
  void check(byte[] input) throws Throwable;

  /** A few inputs to begin with, most of them good. */
  List<byte[]> seeds();
}
