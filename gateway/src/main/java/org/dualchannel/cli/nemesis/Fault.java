package org.dualchannel.cli.nemesis;

/** What is done to a member. */
public enum Fault {
  /** kill -9, and started again. */
  KILL(0),
  /** Stopped for some seconds by SIGSTOP, then let go on. */
  STOP(0),
  /** Cut off from the other members for some seconds; clients still reach it. */
  PARTITION(1),
  /** Its disk is filled, then emptied. */
  DISK_FULL(2),
  /** Its disk stands still for up to a second, again and again. */
  SLOW_DISK(2),
  /** Its disk forgets what was not forced, and the process is killed. */
  POWER_CUT(2);

  private final int needs;

  Fault(int needs) {
    this.needs = needs;
  }

  /** Whether it needs a network namespace. */
  boolean needsNetwork() {
    return needs == 1;
  }

  /** Whether it needs a disk of the member's own. */
  public boolean needsDisk() {
    return needs == 2;
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
