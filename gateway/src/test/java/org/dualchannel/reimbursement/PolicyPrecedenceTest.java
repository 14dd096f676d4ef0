package org.dualchannel.reimbursement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.dualchannel.reimbursement.BenefitPolicy.PolicyDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of several policies the one with the later date wins, then the later paper, then the id. */
@Tag("S2-24")
@Tag("S2-30")
class PolicyPrecedenceTest {
  private static BenefitPolicy policy(
      String id, String area, String from, String to, String paper) {
    BenefitPolicy p = SettlementFixture.POLICY;
    return new BenefitPolicy(
        id,
        area,
        new PolicyDocument("paper", LocalDate.parse(paper)),
        LocalDate.parse(from),
        to == null ? null : LocalDate.parse(to),
        true,
        p.capBasis(),
        p.capYear(),
        p.schemes(),
        p.assistanceGroups(),
        p.areaFactors(),
        p.payerOrder(),
        p.rules(),
        p.outOfArea(),
        p.offlineClaims());
  }

  private static final List<BenefitPolicy> POLICIES =
      List.of(
          policy("a", "120100", "2025-01-01", null, "2024-12-01"),
          policy("b", "120100", "2026-01-01", "2026-06-30", "2025-11-01"),
          policy("c", "120100", "2026-01-01", null, "2025-10-01"),
          policy("d", "120100", "2026-01-01", null, "2025-10-01"),
          policy("x", "610200", "2026-05-01", null, "2026-04-01"));

  private static String inForce(String area, String date) {
    List<BenefitPolicy> shuffled = new ArrayList<>(POLICIES);
    Collections.shuffle(shuffled, new Random(7));
    BenefitPolicy found = PolicyPrecedence.inForce(shuffled, area, LocalDate.parse(date));
    return found == null ? null : found.id();
  }

  @Test
  void laterEffectiveDateWins() {
    assertEquals("a", inForce("120100", "2025-12-31"));
    assertEquals("b", inForce("120100", "2026-01-01"));
  }

  @Test
  void thenTheLaterDocumentThenTheGreaterId() {
    assertEquals("b", inForce("120100", "2026-06-30"));
    assertEquals("d", inForce("120100", "2026-07-01"));
  }

  @Test
  void nothingIsInForceBeforeTheFirstOrElsewhere() {
    assertNull(inForce("120100", "2024-12-31"));
    assertNull(inForce("610200", "2026-04-30"));
    assertEquals("x", inForce("610200", "2026-05-01"));
    assertNull(inForce("110000", "2026-05-01"));
  }
}
