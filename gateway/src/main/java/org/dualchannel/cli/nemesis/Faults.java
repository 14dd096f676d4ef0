package org.dualchannel.cli.nemesis;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Does one thing after another to one member at a time, and lets it come back in between. */
final class Faults {
  private static final long RECOVERY_NS = TimeUnit.SECONDS.toNanos(120);

  private final LocalCluster cluster;
  private final List<Disk> disks; // by member; empty when they have none of their own
  private final PrintWriter out;
  private final Random random;
  private long highestTerm = -1;
  private long firstTerm = -1;

  Faults(LocalCluster cluster, List<Disk> disks, long seed, PrintWriter out) {
    this.cluster = cluster;
    this.disks = disks;
    this.random = new Random(seed);
    this.out = out;
  }

  /** Goes on for so long, with faults out of these. */
  void run(List<Fault> kinds, int seconds) throws IOException, InterruptedException {
    awaitAllReady();
    firstTerm = highestTerm;
    long began = System.nanoTime();
    long end = began + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() - end < 0) {
      pause(1_000 + random.nextInt(3_000));
      Fault fault = kinds.get(random.nextInt(kinds.size()));
      boolean leader = random.nextBoolean();
      int lasts = 2_000 + random.nextInt(4_000);
      int member = member(leader);
      out.printf(
          "%6.1f s  %s node %d%s%n",
          (System.nanoTime() - began) / 1e9, fault, member, leader ? ", the leader" : "");
      out.flush();
      harm(fault, member, lasts);
      awaitAllReady();
    }
  }

  private int member(boolean leader) throws InterruptedException {
    int leads = Math.max(0, cluster.leader());
    return leader || cluster.size() == 1
        ? leads
        : (leads + 1 + random.nextInt(cluster.size() - 1)) % cluster.size();
  }

  private void harm(Fault fault, int member, int lastsMs) throws IOException, InterruptedException {
    switch (fault) {
      case KILL -> {
        cluster.process(member).kill();
        pause(lastsMs / 4);
        cluster.start(member);
      }
      case STOP -> {
        cluster.process(member).signal("STOP");
        pause(lastsMs);
        cluster.process(member).signal("CONT");
      }
      case PARTITION -> {
        Network.cut(cluster.host(member));
        pause(lastsMs);
        Network.heal(cluster.host(member));
      }
      case DISK_FULL -> {
        disks.get(member).fill(random.nextInt(3));
        pause(lastsMs);
        disks.get(member).free();
      }
      case SLOW_DISK -> disks.get(member).slow(lastsMs, 100 + random.nextInt(900));
      case POWER_CUT -> {
        disks.get(member).cutPower();
        cluster.process(member).kill();
        disks.get(member).unmount();
        pause(lastsMs / 4);
        disks.get(member).mount();
        cluster.start(member);
      }
    }
  }

  /** Waits until all members take calls; starts those that stopped for good. */
  void awaitAllReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + RECOVERY_NS;
    int ready = 0;
    while (ready < cluster.size()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("the members did not come back; see " + cluster.output(0) + " …");
      }
      pause(100);
      ready = 0;
      for (int id = 0; id < cluster.size(); id++) {
        if (!cluster.runs(id)) {
          out.println("          node " + id + " had stopped for good and is started again");
          cluster.start(id);
        }
        MemberStatus status = cluster.status(id, 0);
        if (status != null) {
          highestTerm = Math.max(highestTerm, status.term());
          if (status.ready() && status.readOnly() == null && status.failure() == null) {
            ready++;
          }
        }
      }
    }
  }

  /** How often another term of leadership began. */
  long failovers() {
    return highestTerm - firstTerm;
  }

  private static void pause(long ms) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
