package org.dualchannel.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Whole records or nothing of them. */
class BatchTest {
  @Test
  void whatCannotBeTurnedIntoRowsLeavesNoneBehind() {
    Batch batch = new Batch();
    batch.row(Table.RETURNS, 1).add(20260101).add(202601).add("999900").add("s").add("r").add(1);
    batch.rows(Table.RETURNS).add(5L).add(6L);
    batch.reverse(1, 20260101, 202601, "s");
    batch.reached(1, 1);
    batch.row(Table.PRESCRIPTION_ENDS, 2).add(20260101).add(202601).add("p").add("DONE");
    batch.reverse(2, 20260101, 202601, "s");
    Rows half = batch.row(Table.RETURNS, 2).add(20260101);
    assertThrows(IllegalStateException.class, () -> half.add("no month"));
    assertThrows(IllegalStateException.class, half::count);

    batch.forget(2);

    assertEquals(1, batch.rows(Table.RETURNS).count());
    assertEquals(0, batch.rows(Table.PRESCRIPTION_ENDS).count());
    assertEquals(1, batch.reversals().size());
    assertEquals(1, batch.last());
  }
}
