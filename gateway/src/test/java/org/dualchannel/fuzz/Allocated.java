package org.dualchannel.fuzz;

import java.lang.management.ManagementFactory;

/** Bytes that this thread has allocated so far, as the JVM counts them. */
final class Allocated {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocated() {}

  static long here() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
