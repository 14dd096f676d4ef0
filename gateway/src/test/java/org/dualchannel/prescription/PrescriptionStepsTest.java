package org.dualchannel.prescription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dualchannel.prescription.Prescription.Ended;
import org.dualchannel.prescription.Prescription.Status;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each step gives a new value; time alone ends a hold and a prescription, to the millisecond. */
@Tag("S2-19")
class PrescriptionStepsTest {
  private static final long UNTIL = 1_000;
  private static final byte[] SECRET = {1, 2, 3};

  private final Prescription open = prescription();

  @Test
  void itIsOpenUntilItsTimeAndExpiredFromThenOn() {
    assertEquals(Status.OPEN, open.statusAt(UNTIL - 1));
    assertEquals(Status.EXPIRED, open.statusAt(UNTIL));
    assertNull(open.refuseEnded(UNTIL - 1));
    assertEquals(Reason.PRESCRIPTION_EXPIRED, open.refuseEnded(UNTIL).reason());
    assertEquals(Status.EXPIRED, open.ended(Ended.EXPIRED).statusAt(0));
  }

  @Test
  void aHoldCountsBeforeItsTime() {
    Prescription held = open.held(new Hold("P1", SECRET, 500, List.of(1, 2)));
    assertEquals(Status.HELD, held.statusAt(499));
    assertEquals(Status.OPEN, held.statusAt(500));
    assertNull(held.refuseWithoutHold("P1", SECRET, 499));
    assertEquals(Reason.NOT_HELD, held.refuseWithoutHold("P1", SECRET, 500).reason());
    assertEquals(Reason.HELD_BY_OTHER, held.refuseWithoutHold("P2", SECRET, 499).reason());
    assertEquals(Reason.WRONG_SECRET, held.refuseWithoutHold("P1", new byte[] {9}, 499).reason());
    assertNull(held.refuseHeldByOther("P1", 499));
    assertNotNull(held.refuseHeldByOther("P2", 499));
    assertNull(held.refuseHeldByOther("P2", 500));
    assertEquals(Reason.NOT_HELD, held.released().refuseWithoutHold("P1", SECRET, 0).reason());
  }

  @Test
  void theHoldStaysUntilTheLastLineIsDispensed() {
    Prescription held = open.held(new Hold("P1", SECRET, 500, List.of(1, 2)));
    Prescription first = handedOut(held, "S1", 1);
    assertTrue(first.heldAt(0));
    assertEquals(List.of(2), first.openLines());
    assertEquals(Status.PARTLY_DISPENSED, first.statusAt(500));
    Prescription all = handedOut(first, "S2", 2);
    assertFalse(all.heldAt(0));
    assertEquals(Status.DISPENSED, all.statusAt(UNTIL + 1), "time does not undo it");
    assertEquals(Reason.PRESCRIPTION_DISPENSED, all.refuseEnded(0).reason());
  }

  @Test
  void aReturnedLineStaysUsed() {
    Prescription all = handedOut(open, "S1", 1, 2);
    Prescription part = all.returned(List.of(1), "S1");
    assertEquals(Status.PARTLY_RETURNED, part.statusAt(0));
    assertEquals(Status.RETURNED, part.returned(List.of(2), "S1").statusAt(0));
    assertEquals(Reason.LINE_NOT_OPEN, part.refuseLine(1).reason());
    assertFalse(part.hasOpenLines());
  }

  @Test
  void whatWasDispensedBeforeTheEndKeepsItsPlace() {
    Prescription rest = handedOut(open, "S1", 1).ended(Ended.CANCELLED);
    assertEquals(Status.CANCELLED, rest.statusAt(0));
    assertEquals(LineState.Step.DISPENSED, rest.lines().get(0).step());
    assertEquals(Reason.PRESCRIPTION_CANCELLED, rest.refuseEnded(UNTIL).reason());
  }

  @Test
  void aLineMustExistAndBeOpen() {
    for (int number : new int[] {Integer.MIN_VALUE, 0, 3}) {
      assertEquals(Reason.LINE_UNKNOWN, open.refuseLine(number).reason());
    }
    assertNull(open.refuseLine(1));
    assertNull(open.refuseLine(2));
  }

  private static Prescription handedOut(Prescription before, String settlement, int... lines) {
    List<HandOut> given =
        Arrays.stream(lines)
            .mapToObj(line -> new HandOut(line, settlement, "P1", 10_000, 0, false))
            .toList();
    return before.dispensed(given, UNTIL, 0);
  }

  private static Prescription prescription() {
    Draft.Line line = new Draft.Line("X1", 10_000, 28, "", "", "", "", "");
    Draft draft =
        new Draft(
            "H1",
            "1",
            "D1",
            "",
            "p",
            "310",
            "14",
            "01",
            0,
            1,
            false,
            List.of(),
            ClinicalNotes.NONE,
            "",
            null,
            Collections.nCopies(2, line),
            0,
            0);
    return Prescription.accepted(
        "R1", "120100", draft, UNTIL, new Prescription.Admitted(1, 0, "c", "p"));
  }
}
