package org.dualchannel.cli.nemesis;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a process that was started for another one when that is gone, however it ended: a killed
 * {@code cluster} or {@code nemesis} leaves no members behind.
 */
public final class ParentWatch {
  private static final String PARENT = "dualchannel.parent";
  private static final long EVERY_MS = 500;
  private static final long CLOSE_MS = 30_000;

  private ParentWatch() {}

  /** The flag that tells a new process that it belongs to this one. */
  public static String flag() {
    return "-D" + PARENT + '=' + ProcessHandle.current().pid();
  }

  /** Whether a flag is one of these, which is not handed on. */
  public static boolean isFlag(String argument) {
    return argument.startsWith("-D" + PARENT + '=');
  }

  /** Begins to watch, when this process belongs to another. */
  public static void begin() {
    Long parent = Long.getLong(PARENT);
    if (parent != null) {
      daemon(() -> await(parent));
    }
  }

  private static void await(long parent) {
    while (ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L) == parent) {
      pause(EVERY_MS);
    }
    daemon(
        () -> {
          pause(CLOSE_MS);
          Runtime.getRuntime().halt(1);
        });
    System.exit(1);
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "parent-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private static void pause(long ms) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
