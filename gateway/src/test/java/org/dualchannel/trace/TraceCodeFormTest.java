package org.dualchannel.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two forms, one key for a pack however it is scanned; a sale is for good. */
@Tag("S2-18")
class TraceCodeFormTest {

  @Test
  void twentyDigits() {
    TraceCode code = TraceCode.parse("83012340000000000017");
    assertEquals("83012340000000000017", code.key());
    assertEquals("8301234", code.product());
    assertFalse(code.expiredOn(LocalDate.MAX));
    for (String bad :
        List.of(
            "",
            "8301234000000000001",
            "830123400000000000170",
            "8301234000000000001x",
            " 8301234000000000001",
            "８３０１２３４００００００００００００１７")) {
      assertNull(TraceCode.parse(bad), bad);
    }
  }

  @Test
  void onePackHoweverItIsScanned() {
    for (String scan :
        List.of(
            "(01)06901234567892(21)A1",
            "(17)270131(10)B-7(01)06901234567892(21)A1",
            "010690123456789221A1",
            "]d2010690123456789221A1",
            "\u001d010690123456789221A1",
            "010690123456789210B-7\u001d21A1",
            "010690123456789221A1\u001d10B-7\u001d17270131",
            "17270131010690123456789211250101" + "21A1")) {
      TraceCode code = TraceCode.parse(scan);
      assertEquals("(01)06901234567892(21)A1", code.key(), scan);
      assertEquals("06901234567892", code.product());
    }
  }

  @Test
  void whatIsNoCodeIsNotRead() {
    for (String bad :
        List.of(
            "(01)06901234567893(21)A1",
            "(01)0690123456789(21)A1",
            "(01)06901234567892",
            "(01)06901234567892(21)",
            "(21)A1",
            "(01)06901234567892(21)A1(21)A1",
            "(01)06901234567892(21)A1(99)x",
            "(01)06901234567892(21)A 1",
            "(01)06901234567892(21)" + "A".repeat(21),
            "(01)06901234567892(17)270231(21)A1",
            "(01)06901234567892(17)271301(21)A1",
            "(01)06901234567892(21",
            "]d",
            "]",
            "\u001d",
            "01069012345678922")) {
      assertNull(TraceCode.parse(bad), bad);
    }
  }

  /** Written in brackets it would be another serial number and a batch: a second code to sell. */
  @Test
  void aSerialNumberWithABracketIsNotRead() {
    assertNull(TraceCode.parse("010690123456789221A(10)B"));
    assertNull(TraceCode.parse("010690123456789221A("));
    assertEquals("(01)06901234567892(21)A)", TraceCode.parse("010690123456789221A)").key());
    assertEquals("(01)06901234567892(21)A", TraceCode.parse("(01)06901234567892(21)A(10)B").key());
    assertEquals(
        "(01)06901234567892(21)A", TraceCode.parse("010690123456789221A\u001d10(7)").key());
  }

  @Test
  void aPackMayBeUsedOnItsLastDay() {
    TraceCode day = TraceCode.parse("(01)06901234567892(17)270115(21)A1");
    assertFalse(day.expiredOn(LocalDate.of(2027, 1, 15)));
    assertTrue(day.expiredOn(LocalDate.of(2027, 1, 16)));
    TraceCode month = TraceCode.parse("(01)06901234567892(17)270200(21)A1");
    assertFalse(month.expiredOn(LocalDate.of(2027, 2, 28)));
    assertTrue(month.expiredOn(LocalDate.of(2027, 3, 1)));
  }

  @Test
  @Tag("S2-20")
  void aSaleSaysWhyItIsForGood() {
    long soldMs = CivilDate.startMs(LocalDate.of(2026, 3, 2)) - 1;
    Sale sale = new Sale("S1", 2, soldMs, false);
    assertEquals(Reason.TRACE_CODE_SOLD, sale.refuseResale("c").reason());
    assertEquals("2026-03-01", sale.refuseResale("c").details().get(1).value());
    assertEquals(Reason.TRACE_CODE_RETURNED, sale.asReturned().refuseResale("c").reason());
    assertEquals(2, sale.asReturned().line());
  }
}
