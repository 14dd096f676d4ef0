package org.dualchannel.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Twenty ASCII digits, the first seven the drug's; a sale is for good. */
@Tag("S2-18")
class TraceCodeFormTest {

  @Test
  void twentyDigits() {
    assertTrue(TraceCode.wellFormed("83012340000000000017"));
    assertEquals("8301234", TraceCode.prefix("83012340000000000017"));
    for (String bad :
        List.of(
            "",
            "8301234000000000001",
            "830123400000000000170",
            "8301234000000000001x",
            " 8301234000000000001",
            "８３０１２３４００００００００００００１７")) {
      assertFalse(TraceCode.wellFormed(bad), bad);
    }
    assertFalse(TraceCode.wellFormed(null));
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
