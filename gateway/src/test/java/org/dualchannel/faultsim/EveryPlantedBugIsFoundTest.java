package org.dualchannel.faultsim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks are worth something: each mistake is found, and without it the same seed passes. */
class EveryPlantedBugIsFoundTest {
  private static final int STEPS = 1_000;
  private static final int SEEDS = 1_000;

  @ParameterizedTest
  @EnumSource
  void withinAThousandSeeds(PlantedBug bug) {
    FaultSim planted = new FaultSim(STEPS, bug.parts());
    SeedResult result = planted.run(1);
    while (result.kept() && result.seed() < SEEDS) {
      result = planted.run(result.seed() + 1);
    }
    assertFalse(result.kept(), bug + " was not found in " + SEEDS + " seeds");
    System.out.println(bug + ": seed " + result.seed() + ", " + result.violated());
    assertTrue(result.failedAtStep() > 0 && !result.trace().isEmpty(), result.toString());
    assertTrue(new FaultSim(STEPS).run(result.seed()).kept(), "seed " + result.seed());
    assertEquals(result, planted.run(result.seed()), "a failing seed fails the same way again");
  }
}
