package org.dualchannel.faultsim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Seeds of faults, none of which breaks a promise. */
class PromisesHoldUnderFaultsTest {
  private static final int STEPS = 1_000;

  @Test
  void inTheFirstSeeds() {
    run(300, STEPS);
  }

  @Test
  @Tag("slow")
  void inTenThousandSeeds() {
    run(10_000, STEPS);
  }

  @Test
  @Tag("slow")
  void inLongRuns() {
    run(200, 20_000);
  }

  private static void run(int seeds, long steps) {
    List<SeedResult> broken = new ArrayList<>();
    long[] sums = new long[6];
    new FaultSim(steps)
        .run(
            1,
            seeds,
            2,
            result -> {
              sums[0]++;
              sums[1] += result.acknowledged();
              sums[2] += result.crashes();
              sums[3] += result.leaders();
              sums[4] += result.resumed();
              sums[5] += result.passedOver();
              if (!result.kept()) {
                broken.add(result);
              }
            });
    assertEquals(List.of(), broken);
    assertEquals(seeds, sums[0]);
    assertTrue(sums[1] > 10L * seeds, "acknowledged: " + sums[1]);
    assertTrue(sums[2] > seeds, "crashes: " + sums[2]);
    assertTrue(sums[3] > seeds, "leaders: " + sums[3]);
    assertTrue(sums[4] > seeds / 2, "starts from a snapshot: " + sums[4]);
    assertTrue(sums[5] > seeds / 20, "damaged snapshots: " + sums[5]);
  }

  /** A promise is worth little while nothing happens that could break it. */
  @Test
  void whatCanGoWrongDoes() {
    Set<Reason> refusals = EnumSet.noneOf(Reason.class);
    int parts = 0;
    for (long seed = 1; seed <= 100; seed++) {
      Simulation simulation = new Simulation(seed, Parts.REAL, false);
      simulation.run(STEPS);
      for (Paper paper : simulation.papers) {
        for (Happening each : paper.history) {
          if (each.known() && each.answer().refusal() != null) {
            refusals.add(each.answer().refusal());
          }
        }
        parts += (int) paper.sold.stream().filter(s -> s.amounts() != paper.amounts).count();
      }
    }
    assertTrue(parts > 40, "sales of a part: " + parts);
    for (Reason reason :
        List.of(
            Reason.HELD_BY_OTHER,
            Reason.OWED_BY_OTHER,
            Reason.LINE_NOT_OPEN,
            Reason.LINE_NOT_CLAIMED,
            Reason.QUANTITY_DIFFERS,
            Reason.NOT_HELD,
            Reason.RETURN_LINE_INVALID,
            Reason.TRACE_CODE_SOLD,
            Reason.PRESCRIPTION_CANCELLED)) {
      assertTrue(refusals.contains(reason), reason + " is not among " + refusals);
    }
  }

  @Test
  void aSeedAlwaysTakesTheSameWay() {
    FaultSim sim = new FaultSim(STEPS);
    for (long seed = 1; seed <= 5; seed++) {
      assertEquals(sim.run(seed), sim.run(seed));
      assertNotEquals(sim.run(seed).traceHash(), sim.run(seed + 1).traceHash());
    }
  }

  @Test
  void recordingChangesNothing() {
    Simulation silent = new Simulation(7, Parts.REAL, false);
    Simulation recorded = new Simulation(7, Parts.REAL, true);
    silent.run(STEPS);
    recorded.run(STEPS);
    assertEquals(silent.trace.hash(), recorded.trace.hash());
    assertTrue(silent.trace.lines().isEmpty());
    assertTrue(recorded.trace.lines().size() > 10);
    assertNull(recorded.result(7, null).violated());
  }
}
