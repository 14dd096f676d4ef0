package org.dualchannel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.State;
import org.dualchannel.registry.Principal;
import org.dualchannel.store.Tables;
import org.junit.jupiter.api.Test;

/** What is decided while tables are frozen lies on the heap: first it hurries, then it is over. */
class ASnapshotIsNotAllowedToTakeForeverTest {
  private static final Principal BUREAU = new Principal(Principal.Role.BUREAU, "120100");
  private static final int LOOK_EVERY = 1_024;

  private final Decider decider = new Decider(new State(Tables.heap(), Tables.heap()));
  private final Overlays overlays = new Overlays(decider.parts(), 2_000);
  private int number;

  @Test
  void itHurriesAndThenIsGivenUp() {
    SnapshotInProgress snapshot = new SnapshotInProgress(1);
    overlays.freeze(snapshot);
    for (int i = 1; i < LOOK_EVERY; i++) {
      assertFalse(decide());
      assertFalse(overlays.growing());
    }
    assertFalse(decide(), "there is room for 2,000");
    assertTrue(overlays.growing());
    for (int i = 1; i < LOOK_EVERY; i++) {
      assertFalse(decide());
    }
    assertTrue(decide(), "more than 2,000 wait");

    assertFalse(overlays.merged(), "it is frozen still");
    snapshot.release();
    assertTrue(overlays.merged());
    overlays.freeze(new SnapshotInProgress(2));
    assertFalse(overlays.growing(), "the next one begins anew");
    assertEquals(2 * LOOK_EVERY, decider.index());
  }

  /** Decides something that leaves an entry in a table. */
  private boolean decide() {
    number++;
    Body body =
        new Body.ImportRegistry(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    decider.decide(number, new Command("generated-" + number, BUREAU, "120100", number, body));
    return overlays.merge(true);
  }
}
