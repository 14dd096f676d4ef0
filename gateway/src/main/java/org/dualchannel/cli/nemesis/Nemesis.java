package org.dualchannel.cli.nemesis;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A cluster under load that faults happen to; afterwards everything acknowledged is looked for. */
public final class Nemesis {
  private static final int CALLERS = 24;
  private static final int PERSONS = 20_000;
  private static final long ATTEMPT_MS = 3_000;
  private static final long DEADLINE_MS = 10_000;
  private static final long AGREE_NS = TimeUnit.SECONDS.toNanos(60);
  private static final int SHOWN = 10;

  private final Settings settings;
  private final PrintWriter out;

  /**
   * What to do.
   *
   * @param dir empty directory for the data
   * @param nodes 1 or 3
   * @param rate calls a second
   * @param snapshotEvery records after which the members take a snapshot; 0 for never
   * @param ports of the members
   * @param faults out of which the seed chooses
   * @param ownNetwork whether this process has a network namespace of its own
   * @param importCity files the sample city through a channel
   */
  public record Settings(
      Path dir,
      int nodes,
      int seconds,
      int rate,
      int snapshotEvery,
      long seed,
      LocalCluster.Ports ports,
      List<Fault> faults,
      boolean ownNetwork,
      Consumer<ManagedChannel> importCity) {
    public Settings {
      faults = List.copyOf(faults);
    }
  }

  public Nemesis(Settings settings, PrintWriter out) {
    this.settings = settings;
    this.out = out;
  }

  /** Why a fault cannot be had on this machine, null when it can. */
  public static String whyNot(Fault fault, Path dir) throws IOException, InterruptedException {
    return fault.needsNetwork() ? Network.whyNot() : fault.needsDisk() ? Disk.whyNot(dir) : null;
  }

  /** Runs it, and returns whether nothing was lost or doubled and the members agree. */
  public boolean run() throws IOException, InterruptedException {
    if (settings.ownNetwork()) {
      Network.prepare(settings.nodes());
    }
    List<Disk> disks = new ArrayList<>();
    List<String> hosts = new ArrayList<>(Collections.nCopies(settings.nodes(), "127.0.0.1"));
    for (int id = 0; id < settings.nodes(); id++) {
      if (settings.ownNetwork()) {
        hosts.set(id, Network.host(id));
      }
      if (settings.faults().stream().anyMatch(Fault::needsDisk)) {
        disks.add(
            Disk.create(
                settings.dir().resolve("node-" + id + ".img"),
                settings.dir().resolve("node-" + id)));
      }
    }
    List<String> keys = new ArrayList<>(List.of("report.kind=off"));
    keys.add("snapshot.everyRecords=" + settings.snapshotEvery());
    if (!disks.isEmpty()) {
      keys.add("log.minFreeMb=" + Disk.SIZE_MB / 8);
    }
    LocalCluster cluster =
        new LocalCluster(settings.dir(), settings.nodes(), hosts, settings.ports(), keys);
    try {
      Result result;
      try (cluster) {
        cluster.start();
        cluster.awaitReady();
        result = hurt(cluster, disks);
      }
      return told(result, new Aftermath(cluster, out).clean());
    } finally {
      for (Disk disk : disks) {
        disk.unmount();
      }
    }
  }

  /** What was found while the members ran. */
  private record Result(Journal journal, Verdict verdict, boolean equal, long failovers) {}

  private Result hurt(LocalCluster cluster, List<Disk> disks)
      throws IOException, InterruptedException {
    Journal journal = new Journal();
    try (Load load = new Load(cluster.grpc(), journal, PERSONS, ATTEMPT_MS, DEADLINE_MS)) {
      settings.importCity().accept(load.channel(0));
      Requests.prepare(load.channel(0), PERSONS);
      Faults faults = new Faults(cluster, disks, settings.seed(), out);
      load.begin(CALLERS, settings.rate(), settings.seed());
      faults.run(settings.faults(), settings.seconds());
      load.end();
      int retried = load.retry();
      out.printf(
          "%,d calls acknowledged, %,d refused, %,d left open and sent again; %,d attempts went on"
              + " to another member, %,d calls took over %d s, the longest %,d ms%n",
          journal.count(),
          journal.refusals(),
          retried,
          journal.sentElsewhere(),
          journal.lateCalls(),
          DEADLINE_MS / 1_000,
          journal.worstCallMs());
      out.flush();
      return judge(cluster, load, journal, faults);
    }
  }

  private static Result judge(LocalCluster cluster, Load load, Journal journal, Faults faults)
      throws IOException, InterruptedException {
    faults.awaitAllReady();
    Verdict verdict = new Verdict(load, cluster.size());
    verdict.hear(journal.acknowledged());
    return new Result(journal, verdict, hashesEqual(cluster), faults.failovers());
  }

  /**
   * Prints what came of it.
   *
   * @param clean whether the audits found nothing
   */
  private boolean told(Result result, boolean clean) {
    Journal journal = result.journal();
    Verdict verdict = result.verdict();
    show("LOST", verdict.lost());
    show("DUPLICATED", verdict.duplicated());
    show("WRONG ANSWER", journal.faults());
    out.printf(
        "acknowledged=%d lost=%d duplicated=%d hash_equal=%b failovers=%d worst_gap_ms=%d%n",
        journal.count(),
        verdict.lost().size(),
        verdict.duplicated().size(),
        result.equal() && clean,
        result.failovers(),
        journal.worstGapMs());
    out.flush();
    return result.equal()
        && clean
        && verdict.lost().isEmpty()
        && verdict.duplicated().isEmpty()
        && journal.faults().isEmpty();
  }

  private void show(String what, List<String> all) {
    all.stream().limit(SHOWN).forEach(each -> out.println(what + ": " + each));
  }

  /** Compares the ledgers at the last record that all have, once all have all of them. */
  private static boolean hashesEqual(LocalCluster cluster) throws InterruptedException {
    long deadline = System.nanoTime() + AGREE_NS;
    while (System.nanoTime() - deadline < 0) {
      List<MemberStatus> all = statuses(cluster, 0);
      long common = all.stream().mapToLong(MemberStatus::records).min().orElse(0);
      long most = all.stream().mapToLong(MemberStatus::records).max().orElse(0);
      if (all.size() == cluster.size() && common == most) {
        List<MemberStatus> there = statuses(cluster, common);
        Set<String> hashes = new HashSet<>();
        there.forEach(each -> hashes.add(String.valueOf(each.hash())));
        return there.size() == cluster.size() && hashes.size() == 1 && !hashes.contains("null");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    return false;
  }

  private static List<MemberStatus> statuses(LocalCluster cluster, long index)
      throws InterruptedException {
    List<MemberStatus> all = new ArrayList<>();
    for (int id = 0; id < cluster.size(); id++) {
      all.add(cluster.status(id, index));
    }
    all.removeIf(Objects::isNull);
    return all;
  }
}
