package org.dualchannel.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dualchannel.snapshot.SnapshotFiles;
import org.dualchannel.snapshot.SnapshotHeader;
import org.dualchannel.snapshot.SnapshotSummary;
import org.dualchannel.store.Section;
import org.dualchannel.store.Sizing;
import org.dualchannel.store.Tables;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long decisions stand still for a snapshot, and how fast it is written and loaded. */
@Tag("slow")
class SnapshotFiguresTest {
  private static final int PRESCRIPTIONS = Integer.getInteger("snapshot.prescriptions", 250_000);
  private static final int PERSONS = 2_000;
  private static final long LONGEST_PAUSE_MS = 50;

  @TempDir private Path dir;
  private long longestNs;
  private long decided;
  private int number;

  @Test
  void figures() throws Exception {
    try (TestCity city = new TestCity(state(), TestPolicies.policy())) {
      city.watchRefusals = false;
      city.logged.clear();
      for (int person = 0; person < PERSONS; person++) {
        city.bureau(
            TestRegistry.persons(
                TestRegistry.person(String.format("P%015d", person), "310", "1101", "")));
      }
      while (number < PRESCRIPTIONS) {
        submit(city);
      }
      longestNs = 0;
      decided = 0;
      for (int i = 0; i < 20_000; i++) {
        submit(city);
      }
      System.out.printf("decisions alone: longest %,d us%n", longestNs / 1_000);

      long rested = System.nanoTime();
      long restedCpu = cpuNs();
      DeciderParts parts = city.decider.parts();
      List<Section> sections = parts.freeze();
      final long freezeNs = System.nanoTime() - rested;
      final long freezeCpuNs = cpuNs() - restedCpu;
      SnapshotHeader header =
          new SnapshotHeader(1, city.decider.index(), city.decider.timeMs(), new byte[32]);
      SnapshotFiles files = SnapshotFiles.in(dir);
      files.prepare();
      final long began = System.nanoTime();
      CompletableFuture<SnapshotSummary> writing =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return files.write(header, sections, () -> false);
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      longestNs = 0;
      decided = 0;
      boolean left = true;
      while (!writing.isDone() || left) {
        submit(city);
        left = timed(() -> parts.merge(32));
      }
      SnapshotSummary summary = writing.get();
      double writeS = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          "freeze: %,d us, %,d us of processor time, %,d deadlines%n",
          freezeNs / 1_000, freezeCpuNs / 1_000, city.state.deadlines.size());
      System.out.printf(
          "while written and merged: %,d decisions, longest with merging %,d us%n",
          decided, longestNs / 1_000);
      System.out.printf(
          "written, read back and merged beside that load: %,d entries, %,d MB in %.1f s%n",
          summary.entries(), summary.bytes() >> 20, writeS);
      alone(city, files);
      assertTrue(
          freezeCpuNs < TimeUnit.MILLISECONDS.toNanos(LONGEST_PAUSE_MS), freezeCpuNs + " ns");
    }
  }

  private void alone(TestCity city, SnapshotFiles files) throws Exception {
    DeciderParts parts = city.decider.parts();
    for (int i = 0; i < 5; i++) {
      long began = System.nanoTime();
      long beganCpu = cpuNs();
      List<Section> sections = parts.freeze();
      long freezeCpuNs = cpuNs() - beganCpu;
      long freezeNs = System.nanoTime() - began;
      System.out.printf(
          "freeze again: %,d us, %,d us of processor time%n",
          freezeNs / 1_000, freezeCpuNs / 1_000);
      sections.forEach(Section::release);
      while (parts.merge(1_000)) {
        // nothing was written meanwhile
      }
    }
    long began = System.nanoTime();
    long beganCpu = cpuNs();
    SnapshotSummary summary =
        files.write(
            new SnapshotHeader(2, city.decider.index(), city.decider.timeMs(), new byte[32]),
            parts.freeze(),
            () -> false);
    double writeS = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "written and read back: %.1f s of processor time%n", (cpuNs() - beganCpu) / 1e9);
    System.out.printf(
        "written and read back alone: %,d entries, %,d MB in %.1f s, %.0f MB/s%n",
        summary.entries(), summary.bytes() >> 20, writeS, (summary.bytes() >> 20) / writeS);
    try (State restored = state()) {
      Decider decider = new Decider(restored);
      began = System.nanoTime();
      beganCpu = cpuNs();
      DeciderParts loading = decider.parts();
      SnapshotFiles.load(files.list().get(0), loading.loaders());
      loading.loaded();
      double loadS = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          "loaded: %.1f s, %.1f s per million entries, %.1f s of processor time%n",
          loadS, loadS * 1_000_000 / summary.entries(), (cpuNs() - beganCpu) / 1e9);
      assertEquals(city.decider.index(), decider.index());
    }
  }

  /** Of this thread: what it takes when the machine has other things to do as well. */
  private static long cpuNs() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void submit(TestCity city) {
    TestDraft draft = TestDraft.of(TestCatalogue.DEFERASIROX, 1);
    String person = String.format("P%015d", number % PERSONS);
    draft.forPerson(person, city.view.person(TestRegistry.AREA, person).scheme());
    draft.number = "RX-" + number++;
    if (number % 1_000 == 0) {
      city.advance(Duration.ofSeconds(1));
      city.events.clear();
      city.logged.clear();
    }
    timed(() -> city.submit(draft).accepted());
    decided++;
  }

  private boolean timed(java.util.function.BooleanSupplier step) {
    long began = System.nanoTime();
    boolean result = step.getAsBoolean();
    longestNs = Math.max(longestNs, System.nanoTime() - began);
    return result;
  }

  private static State state() {
    Map<String, Long> capacities = new TreeMap<>();
    try (State state = new State(Tables.heap(), Tables.heap())) {
      state.tables().forEach(table -> capacities.put(table.name(), 1_000_000L));
    }
    return new State(Tables.heap(), Tables.offHeap(new Sizing(capacities)));
  }
}
