package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.AREA;
import static org.dualchannel.decide.TestRegistry.EMPLOYEE;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.dualchannel.registry.Principal;
import org.dualchannel.reimbursement.Accumulators;
import org.dualchannel.reimbursement.BenefitKind;
import org.dualchannel.reimbursement.OfflineClaims;
import org.dualchannel.reimbursement.ServiceRules;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A purchase is paid once: at the counter or by a claim, and to the same fen. */
class ClaimsAndCountersTest {
  private static final Principal HERE = pharmacy(PHARMACY);

  private final TestCity city = new TestCity();

  private Reply.OfflineClaimFiled filed(TestClaim claim) {
    return (Reply.OfflineClaimFiled) accepted(city.claimOffline(claim)).reply();
  }

  private Accumulators year(int year) {
    return city.state.accumulators(AREA, EMPLOYEE, year);
  }

  private static String detail(Outcome outcome, String key) {
    return OnlyRegisteredPartiesTest.detail(outcome, key);
  }

  @Test
  @Tag("S2-40")
  @Tag("S2-9")
  void aClaimPaysWhatTheCounterWouldHavePaid() {
    city.enrolled(EMPLOYEE, TestCatalogue.DUPILUMAB);
    Settlement claimed = filed(new TestClaim(TestDraft.dupilumab())).settlement();
    try (TestCity counter = new TestCity()) {
      counter.enrolled(EMPLOYEE, TestCatalogue.DUPILUMAB);
      Settlement sold = counter.dispensed(HERE, counter.submitted(TestDraft.dupilumab()));
      assertEquals(sold.result(), claimed.result());
      assertEquals(sold.enrolments(), claimed.enrolments());
    }
    assertEquals(claimed.result().after(), year(START.getYear()));
  }

  @Test
  @Tag("S2-40")
  @Tag("S2-24")
  void policyCatalogueAndYearAreThoseOfThePurchase() {
    accepted(
        city.bureau(
            new Body.CreatePolicy(
                TestPolicies.policy("later", START.plusDays(1), ServiceRules.DEFAULT, 5_000))));
    city.publish(TestCatalogue.withCap("next", START.plusDays(1), DEFERASIROX, 100));
    city.goTo(START.plusYears(1).minusDays(70));
    Outcome outcome =
        accepted(city.claimOffline(new TestClaim(TestDraft.of(DEFERASIROX, 1)).bought(START)));
    Settlement settlement = ((Reply.OfflineClaimFiled) outcome.reply()).settlement();
    assertEquals("120100-2026", settlement.input().policyId());
    assertEquals("120100-2026", outcome.policy());
    assertNotEquals("next", settlement.catalogue());
    assertEquals(START, settlement.input().date());
    city.goTo(START.plusDays(360));
    filed(new TestClaim(TestDraft.of(DEFERASIROX, 2)).bought(START.plusDays(2)));
    assertEquals(2, city.state.settlementsOfPerson.get(key(START.getYear())).ids().size());
    assertEquals(Accumulators.empty(START.getYear() + 1), year(START.getYear() + 1));
  }

  private static String key(int year) {
    return State.yearKey(AREA, EMPLOYEE, year);
  }

  @Test
  @Tag("S2-40")
  @Tag("S2-37")
  void theEnrolmentIsThatOfTheDayOfThePurchase() {
    city.goTo(START.plusDays(1));
    String enrolment = city.enrolled(EMPLOYEE, TestCatalogue.DUPILUMAB).id();
    city.goTo(START.plusDays(2));
    accepted(
        city.by(
            TestCity.hospital(TestRegistry.HOSPITAL),
            new Body.WithdrawEnrolment(enrolment, "OTHER", "")));
    assertEquals(BenefitKind.ORDINARY_OUTPATIENT, benefit(START));
    assertEquals(BenefitKind.GUARANTEE, benefit(START.plusDays(1)));
    assertEquals(BenefitKind.ORDINARY_OUTPATIENT, benefit(START.plusDays(2)));
  }

  private BenefitKind benefit(LocalDate purchased) {
    Settlement settlement =
        filed(new TestClaim(TestDraft.dupilumab()).bought(purchased)).settlement();
    return settlement.result().lines().get(0).benefit();
  }

  @Test
  @Tag("S2-40")
  void lateIncompleteAndForeignClaimsAreRefused() {
    TestClaim bare = new TestClaim(TestDraft.of(DEFERASIROX, 1));
    bare.documents = List.of(OfflineClaims.Document.PRESCRIPTION);
    refused(Reason.CLAIM_DOCUMENT_MISSING, city.claimOffline(bare), "S2-40");
    TestClaim early = new TestClaim(TestDraft.of(DEFERASIROX, 1)).bought(START.plusDays(1));
    refused(Reason.CLAIM_DATE_INVALID, city.claimOffline(early), "S2-40");
    TestClaim unfiled = new TestClaim(TestDraft.of(DEFERASIROX, 1));
    unfiled.dispenser = TestRegistry.UNFILED_PHARMACY;
    refused(Reason.PHARMACY_NOT_DESIGNATED, city.claimOffline(unfiled), "S2-6");
    TestClaim good = new TestClaim(TestDraft.of(DEFERASIROX, 1)).bought(START);
    refused(Reason.NOT_PERMITTED, city.by(HERE, new Body.SubmitOfflineClaim(good.form(city))));
    TestClaim late = new TestClaim(TestDraft.of(DEFERASIROX, 1)).bought(START);
    city.goTo(START.plusDays(365));
    accepted(city.claimOffline(good));
    city.goTo(START.plusDays(366));
    refused(Reason.CLAIM_TOO_LATE, city.claimOffline(late), "S2-40");
    try (TestCity without = new TestCity(TestPolicies.policy(null, null))) {
      refused(
          Reason.CLAIMS_NOT_TAKEN,
          without.claimOffline(new TestClaim(TestDraft.of(DEFERASIROX, 1))),
          "S2-40");
    }
  }

  @Test
  @Tag("S2-40")
  @Tag("S2-20")
  void whatACounterSettledIsNotClaimed() {
    TestDraft draft = TestDraft.of(DEFERASIROX, 1);
    String id = city.submitted(draft);
    List<Body.DispensedLine> lines = city.openLines(id);
    Settlement sold = city.dispensed(HERE, id, lines);
    String code = lines.get(0).traceCodes().get(0);
    for (TestClaim claim :
        List.of(
            new TestClaim(TestDraft.of(DEFERASIROX, 1)).withCodes(code),
            new TestClaim(TestDraft.of(DEFERASIROX, 1)).withReceipt(sold.id()),
            new TestClaim(draft))) {
      Outcome outcome = city.claimOffline(claim);
      refused(Reason.CLAIM_DUPLICATE, outcome, "S2-40", "S2-20");
      assertEquals(sold.id(), detail(outcome, "earlier"));
    }
    accepted(city.giveBack(sold, 1));
    accepted(city.claimOffline(new TestClaim(draft)));
  }

  @Test
  @Tag("S2-40")
  void whatWasClaimedIsNotClaimedAgain() {
    TestDraft draft = TestDraft.of(DEFERASIROX, 1);
    String code = city.newCode(DEFERASIROX);
    String claim = filed(new TestClaim(draft).withReceipt("F").withCodes(code)).claim().id();
    Map<String, TestClaim> again =
        Map.of(
            "receipt", new TestClaim(TestDraft.of(DEFERASIROX, 1)).withReceipt("F"),
            "trace_code", new TestClaim(TestDraft.of(DEFERASIROX, 1)).withCodes(code),
            "prescription_number", new TestClaim(draft));
    again.forEach(
        (what, each) -> {
          Outcome outcome = city.claimOffline(each);
          refused(Reason.CLAIM_DUPLICATE, outcome, "S2-40");
          assertEquals(what, detail(outcome, "what"));
          assertEquals(claim, detail(outcome, "earlier"));
        });
    TestClaim elsewhere = new TestClaim(TestDraft.of(DEFERASIROX, 1)).withReceipt("F");
    elsewhere.dispenser = TestRegistry.OTHER_PHARMACY;
    accepted(city.claimOffline(elsewhere));
  }

  @Test
  @Tag("S2-40")
  @Tag("S2-18")
  void whatWasClaimedIsNotSettledAtACounter() {
    TestDraft draft = TestDraft.of(DEFERASIROX, 1);
    String open = city.submitted(draft);
    accepted(city.claim(HERE, open));
    String code = city.newCode(DEFERASIROX);
    String claim = filed(new TestClaim(draft).withCodes(code)).claim().id();
    Outcome dispensed = city.dispense(HERE, open, city.openLines(open));
    refused(Reason.CLAIMED_OFFLINE, dispensed, "S2-40");
    assertEquals(claim, detail(dispensed, "claim"));
    View.Quote quote =
        city.view.quote(
            city.nowMs, HERE, AREA, open, List.of(new View.QuotedLine(1, 118_000)), false);
    assertEquals(Reason.CLAIMED_OFFLINE, quote.rejection().reason());

    String other = city.submitted(TestDraft.of(DEFERASIROX, 1));
    accepted(city.claim(HERE, other));
    Outcome reused =
        city.dispense(
            HERE,
            other,
            List.of(new Body.DispensedLine(1, 118_000, 10_000, List.of(code), List.of(), null)));
    refused(Reason.TRACE_CODE_CLAIMED, reused, "S2-18", "S2-40");
    assertEquals(claim, detail(reused, "claim"));
    TestDraft paper = TestDraft.of(DEFERASIROX, 1);
    accepted(city.claimOffline(new TestClaim(paper)));
    refused(Reason.CLAIMED_OFFLINE, city.submit(paper), "S2-40");
  }

  @Test
  @Tag("S2-40")
  @Tag("S2-15")
  void aVoidClaimGivesEverythingBackAndMayBeFiledAgain() {
    city.dispensed(HERE, city.submitted(TestDraft.of(DEFERASIROX, 1)));
    Accumulators before = year(START.getYear());
    String code = city.newCode(DEFERASIROX);
    TestClaim claim = new TestClaim(TestDraft.of(DEFERASIROX, 1)).withCodes(code);
    String id = filed(claim).claim().id();
    refused(Reason.SETTLEMENT_UNKNOWN, city.giveBack(city.view.settlement(id), 1));
    refused(Reason.CLAIM_UNKNOWN, city.voidClaim("120100B000000000099", "OTHER"), "S2-40");
    refused(Reason.NOT_PERMITTED, city.by(HERE, new Body.VoidOfflineClaim(id, "OTHER", "")));

    Reply.OfflineClaimVoided voided =
        (Reply.OfflineClaimVoided) accepted(city.voidClaim(id, "FILING_ERROR")).reply();
    assertEquals(before, year(START.getYear()));
    assertEquals(0, voided.settlement().result().totals().medfeeFen());
    assertEquals(118_000, voided.refund().back().medfeeFen());
    refused(Reason.CLAIM_VOIDED, city.voidClaim(id, "FILING_ERROR"), "S2-40");

    String again = filed(claim).claim().id();
    accepted(city.voidClaim(again, "GOODS_RETURNED"));
    refused(Reason.CLAIM_DUPLICATE, city.claimOffline(claim), "S2-40");
  }
}
