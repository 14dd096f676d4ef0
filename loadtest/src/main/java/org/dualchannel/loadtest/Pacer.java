package org.dualchannel.loadtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Keeps the schedule: wakes at each planned instant and tells the groups how far they may go. */
final class Pacer {
  private final Schedule schedule;
  private final List<LaneGroup> groups;
  private final Runnable onMeasured;

  /**
   * @param onMeasured told when the warm-up is over
   */
  Pacer(Schedule schedule, List<LaneGroup> groups, Runnable onMeasured) {
    this.schedule = schedule;
    this.groups = List.copyOf(groups);
    this.onMeasured = onMeasured;
  }

  /**
   * Returns when the last call is due.
   *
   * @throws InterruptedException when the thread is interrupted
   */
  void run() throws InterruptedException {
    askForPreciseTimers();
    long told = 0;
    while (told < schedule.totalCalls()) {
      long due = schedule.dueAt(System.nanoTime());
      if (due > told) {
        if (told <= schedule.warmUpCalls() && due > schedule.warmUpCalls()) {
          onMeasured.run();
        }
        told = due;
        for (LaneGroup group : groups) {
          group.advanceTo(told);
        }
      } else {
        LockSupport.parkNanos(schedule.plannedNanos(told) - System.nanoTime());
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while pacing");
      }
    }
  }

  /**
   * Linux lets a sleeping thread oversleep by 50 µs unless it asks for less, which would be added
   * to every latency. Where it cannot be asked for, the report's generator lateness shows the cost.
   */
  private static void askForPreciseTimers() {
    try {
      Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
      Files.writeString(Path.of("/proc", self.getFileName().toString(), "timerslack_ns"), "1000");
    } catch (IOException | RuntimeException unavailable) {
      // Another operating system, or not allowed.
    }
  }
}
