package org.dualchannel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BatchWindowTest {
  private final BatchWindow window = new BatchWindow(4);

  @Test
  void asLongAsNothingIsRefusedOneIsAskedForEachAnswer() {
    for (int i = 0; i < 100; i++) {
      assertEquals(1, window.answered(false));
    }
  }

  @Test
  void refusalsCloseItDownToOneAndItOpensAgain() {
    assertEquals(0, window.answered(true), "three are under way, and so it stays");
    assertEquals(0, window.answered(true));
    assertEquals(0, window.answered(true));
    assertEquals(1, window.answered(true), "one always is");
    assertEquals(1, window.answered(true));
    int asked = 0;
    for (int i = 0; i < BatchWindow.GROW_AFTER; i++) {
      asked += window.answered(false);
    }
    assertEquals(BatchWindow.GROW_AFTER + 1, asked, "one more");
    for (int i = 0; i < 10 * BatchWindow.GROW_AFTER; i++) {
      asked += window.answered(false);
    }
    assertEquals(11 * BatchWindow.GROW_AFTER + 3, asked, "four again, and no more");
  }
}
