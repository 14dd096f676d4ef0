package org.dualchannel.decide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dualchannel.store.Sizing;
import org.dualchannel.store.StateHash;
import org.dualchannel.store.Tables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same log gives the same outcomes, ledger and state, on the heap and off it. The ledger hash
 * is over every command and outcome, so equal hashes are equal bytes.
 */
class EveryReplicaDecidesAlikeTest {
  private static final int STEPS = 1_900;

  /** What came of one run. */
  private record Run(long records, byte[] ledger, StateHash state, StateHash answers) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {3, 11, 42})
  void onHeapAndOffHeap(long seed) {
    Run heap = run(seed, Tables.heap());
    Run again = run(seed, Tables.heap());
    Run offHeap = run(seed, Tables.offHeap(small()));
    assertTrue(heap.records() >= 2_000, "seed " + seed + ": " + heap.records() + " records");
    for (Run other : new Run[] {again, offHeap}) {
      assertEquals(heap.records(), other.records(), "seed " + seed);
      assertArrayEquals(heap.ledger(), other.ledger(), "seed " + seed);
      assertEquals(heap.state(), other.state(), "seed " + seed);
      assertEquals(heap.answers(), other.answers(), "seed " + seed);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = 3)
  void anotherSeedIsAnotherLedger(long seed) {
    assertNotEquals(
        Map.of("state", run(seed, Tables.heap()).state()),
        Map.of("state", run(seed + 1, Tables.heap()).state()));
  }

  private static Run run(long seed, Tables tables) {
    try (TestCity city = new TestCity(new State(tables, tables), TestPolicies.policy())) {
      city.watchRefusals = false;
      new RandomCity(seed, city).play(STEPS);
      return new Run(
          city.decider.index(),
          city.ledger.hash(),
          StateHash.of(city.state.tables()),
          StateHash.of(Set.of(city.state.answered)));
    }
  }

  /** Tables of the product reserve memory for millions; these need not. */
  private static Sizing small() {
    Map<String, Long> capacities = new TreeMap<>();
    try (State state = new State(Tables.heap(), Tables.heap())) {
      state.tables().forEach(table -> capacities.put(table.name(), 20_000L));
    }
    return new Sizing(capacities);
  }
}
