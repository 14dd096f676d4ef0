package org.dualchannel.cli.nemesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dualchannel.cli.CommandRun;
import org.dualchannel.cli.RunningNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three members in one process: the leader goes, the callers of the others do not notice. */
class FailoverTest {
  private static final int PERSONS = 2_000;

  @TempDir private Path dir;

  private final RunningNode[] nodes = new RunningNode[3];
  private String members;

  @AfterEach
  void close() throws InterruptedException {
    for (RunningNode node : nodes) {
      if (node != null) {
        node.close();
      }
    }
  }

  @Test
  void aLeaderIsRestartedUnderLoadAndNoCallOfTheOthersFails() throws Exception {
    List<String> ports = new ArrayList<>();
    for (int id = 0; id < 3; id++) {
      ports.add("127.0.0.1:" + RunningNode.freeLogPorts());
    }
    members = String.join(",", ports);
    for (int id = 0; id < 3; id++) {
      begin(id);
    }
    for (RunningNode node : nodes) {
      node.awaitReady();
    }
    int leader = leader();
    List<RunningNode> others = List.of(nodes[(leader + 1) % 3], nodes[(leader + 2) % 3]);
    RunningNode.importSampleCity(others.get(0).channel());
    Requests.prepare(others.get(0).channel(), PERSONS);

    Journal journal = new Journal();
    List<String> addresses = others.stream().map(RunningNode::address).toList();
    try (Load load = new Load(addresses, journal, PERSONS, 20_000, 20_000)) {
      load.begin(4, 100, 1);
      awaitMore(journal, 50);
      await(() -> nodes[leader].snapshot() > 0);
      nodes[leader].close();
      nodes[leader] = null;
      awaitMore(journal, 50);
      begin(leader);
      nodes[leader].awaitReady();
      assertTrue(nodes[leader].startedFrom() > 0, "from a snapshot, not from the whole log");
      awaitMore(journal, 50);
      load.end();

      assertEquals(List.of(), journal.faults());
      assertEquals(0, journal.sentElsewhere(), "every call was answered by the member it went to");
      assertEquals(0, journal.unanswered().size());
      Verdict verdict = new Verdict(load, 2);
      verdict.hear(journal.acknowledged());
      assertEquals(List.of(), verdict.lost());
      assertEquals(List.of(), verdict.duplicated());
      System.out.println("worst gap " + journal.worstGapMs() + " ms");
    }
    await(
        () -> nodes[0].records() == nodes[1].records() && nodes[1].records() == nodes[2].records());
    long last = nodes[0].records();
    assertEquals(nodes[0].ledgerHash(last), nodes[1].ledgerHash(last));
    assertEquals(nodes[0].ledgerHash(last), nodes[2].ledgerHash(last));
    for (RunningNode node : nodes) {
      assertTrue(node.snapshot() > 0, "every member takes them");
    }
    statusShowsThemAndTellsTrouble(last);
  }

  private void statusShowsThemAndTellsTrouble(long last) {
    String all = nodes[0].http() + ',' + nodes[1].http() + ',' + nodes[2].http();
    CommandRun good = CommandRun.of("status", "--http", all);
    assertEquals(0, good.exitCode(), good.out());
    assertTrue(
        good.out().contains("ledger at record " + last + ": " + nodes[0].ledgerHash(last)),
        good.out());
    assertEquals(2, good.out().lines().filter(line -> line.contains("FOLLOWER")).count());
    String newest = nodes[0].snapshot() + " +[0-9]+ s +ready";
    assertTrue(good.out().lines().anyMatch(line -> line.matches(".* " + newest)), good.out());

    String two = nodes[0].http() + ',' + nodes[1].http();
    CommandRun some = CommandRun.of("status", "--http", two);
    assertEquals(1, some.exitCode());
    assertTrue(some.out().contains("2 of 3 members"), some.out());
    CommandRun none = CommandRun.of("status", "--http", all + ",127.0.0.1:1");
    assertEquals(1, none.exitCode());
    assertTrue(none.out().contains("127.0.0.1:1 does not answer"), none.out());
  }

  private void begin(int id) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("node.id", Integer.toString(id));
    settings.put("log.members", members);
    settings.put("report.kind", "off");
    settings.put("tables.kind", "heap");
    settings.put("snapshot.everyRecords", "60");
    if (nodes[id] == null) {
      nodes[id] = RunningNode.begin(dir.resolve("node-" + id), settings);
    }
  }

  private int leader() {
    await(() -> nodes[0].leads() || nodes[1].leads() || nodes[2].leads());
    return nodes[0].leads() ? 0 : nodes[1].leads() ? 1 : 2;
  }

  private static void awaitMore(Journal journal, int answers) {
    int enough = journal.count() + answers;
    await(() -> journal.count() >= enough || !journal.faults().isEmpty());
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "not within 60 s");
      LockSupport.parkNanos(1_000_000);
    }
  }
}
