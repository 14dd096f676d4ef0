package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.OTHER_PHARMACY;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dualchannel.prescription.Draft;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.dualchannel.trace.CodeFree;
import org.dualchannel.trace.OpenedPack;
import org.dualchannel.trace.Portion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GS1 codes, opened packs and stock without codes. */
@Tag("S2-18")
class APackIsWholeOrOpenedTest {
  private static final Principal HERE = pharmacy(PHARMACY);
  private static final Principal THERE = pharmacy(OTHER_PHARMACY);

  /** 56 tablets a pack. */
  private static final String TABLETS = "XC02KXS004A001020110004";

  private static final int PACK = 56;

  private final TestCity city = new TestCity(TestPolicies.strict(0, false, START));

  @Test
  @Tag("S2-20")
  void onePackScannedInTwoWaysIsOnePack() {
    String gtin = TestCatalogue.drug(DEFERASIROX).gtins().get(0);
    Outcome sold = accepted(sell(HERE, DEFERASIROX, "(01)" + gtin + "(21)A1"));
    assertEquals(
        List.of("(01)" + gtin + "(21)A1"), TestCity.settlement(sold).sold().get(0).traceCodes());
    refused(
        Reason.TRACE_CODE_SOLD,
        sell(THERE, DEFERASIROX, "01" + gtin + "17991231" + "21A1"),
        "S2-18",
        "S2-20");
    accepted(sell(THERE, DEFERASIROX, "01" + gtin + "21A2"));
    refused(Reason.TRACE_CODE_OTHER_DRUG, sell(HERE, DEFERASIROX, "0106901234567892" + "21A1"));
    refused(Reason.TRACE_CODE_MALFORMED, sell(HERE, DEFERASIROX, "01" + gtin));
  }

  @Test
  void anExpiredPackIsNotSold() {
    String gtin = TestCatalogue.drug(DEFERASIROX).gtins().get(0);
    refused(
        Reason.TRACE_CODE_EXPIRED,
        sell(HERE, DEFERASIROX, "(01)" + gtin + "(17)260301(21)A1"),
        "S2-18");
    accepted(sell(HERE, DEFERASIROX, "(01)" + gtin + "(17)260302(21)A1"));
  }

  @Test
  @Tag("S2-20")
  void anOpenedPackGoesOutInPortionsWhereItWasOpened() {
    String code = city.newCode(TABLETS);
    Settlement first = TestCity.settlement(accepted(take(HERE, 30, code, 30)));
    refused(Reason.PACK_OPENED, whole(HERE, PACK, code), "S2-18", "S2-20");
    refused(Reason.PACK_OPENED_ELSEWHERE, take(THERE, 10, code, 10), "S2-18", "S2-20");
    refused(Reason.PACK_EXHAUSTED, take(HERE, 27, code, 27), "S2-18", "S2-20");
    accepted(city.giveBack(first, 1));
    refused(Reason.PACK_EXHAUSTED, take(HERE, 27, code, 27), "S2-18", "S2-20");
    accepted(take(HERE, 26, code, 26));
    assertEquals(
        new OpenedPack(TABLETS, PHARMACY, 560_000, 560_000, 300_000, first.timeMs()),
        city.state.openedPacks.get(code));
  }

  @Test
  void aPackThatWasSoldWholeIsNotOpened() {
    String code = city.newCode(TABLETS);
    Settlement sold = TestCity.settlement(accepted(whole(HERE, PACK, code)));
    refused(Reason.TRACE_CODE_SOLD, take(HERE, 10, code, 10), "S2-18");
    accepted(city.giveBack(sold, 1));
    refused(Reason.TRACE_CODE_RETURNED, take(HERE, 10, code, 10), "S2-18");
    accepted(take(HERE, 10, city.newCode(TABLETS), 10));
  }

  @Test
  @Tag("S2-40")
  void aClaimKnowsAPackHoweverItIsScanned() {
    String gtin = TestCatalogue.drug(DEFERASIROX).gtins().get(0);
    TestClaim claim = new TestClaim(TestDraft.of(DEFERASIROX, 1)).withCodes("01" + gtin + "21A1");
    accepted(city.claimOffline(claim));
    refused(
        Reason.TRACE_CODE_CLAIMED,
        sell(HERE, DEFERASIROX, "(01)" + gtin + "(21)A1"),
        "S2-18",
        "S2-40");
    accepted(sell(HERE, DEFERASIROX, "(01)" + gtin + "(21)A2"));
    TestClaim again = new TestClaim(TestDraft.of(DEFERASIROX, 1)).withCodes("01" + gtin + "21A2");
    refused(Reason.CLAIM_DUPLICATE, city.claimOffline(again), "S2-40");
    String opened = city.newCode(TABLETS);
    accepted(take(HERE, 10, opened, 10));
    TestDraft tablets = new TestDraft().line(TABLETS, PACK * 10_000L, 28, "own wish");
    refused(
        Reason.PACK_OPENED, city.claimOffline(new TestClaim(tablets).withCodes(opened)), "S2-18");
  }

  @Test
  void packsAndPortionsAreTheQuantity() {
    String whole = city.newCode(TABLETS);
    String opened = city.newCode(TABLETS);
    String id = claimed(HERE, TABLETS, (PACK + 10) * 10_000L);
    for (long portion : new long[] {90_000, 110_000}) {
      refused(
          Reason.TRACE_QUANTITY_DIFFERS,
          dispense(HERE, id, List.of(whole), List.of(new Portion(opened, portion)), null),
          "S2-18");
    }
    refused(
        Reason.TRACE_CODE_TWICE,
        dispense(HERE, id, List.of(whole), List.of(new Portion(whole, 100_000)), null));
    refused(
        Reason.TRACE_CODE_OTHER_DRUG,
        dispense(
            HERE,
            id,
            List.of(whole),
            List.of(new Portion(city.newCode(DEFERASIROX), 100_000)),
            null));
    accepted(dispense(HERE, id, List.of(whole), List.of(new Portion(opened, 100_000)), null));
  }

  @Test
  void stockWithoutCodesIsAnExceptionForATime() {
    CodeFree why = new CodeFree("made before the codes", "B-20240101");
    String id = claimed(HERE, DEFERASIROX, 10_000);
    refused(
        Reason.CODE_FREE_WITH_CODES,
        dispense(HERE, id, List.of(city.newCode(DEFERASIROX)), List.of(), why),
        "S2-18");
    Outcome sold = accepted(dispense(HERE, id, List.of(), List.of(), why));
    assertEquals(why, TestCity.settlement(sold).sold().get(0).codeFree());
    city.goTo(START.plusDays(1));
    String late = claimed(HERE, DEFERASIROX, 10_000);
    refused(Reason.CODE_FREE_NOT_ALLOWED, dispense(HERE, late, List.of(), List.of(), why), "S2-18");
    accepted(dispense(HERE, late, List.of(city.newCode(DEFERASIROX)), List.of(), null));
  }

  /** Whole, in portions, returned, at two pharmacies, over few codes so that they meet. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 7, 20260302})
  @Tag("S2-20")
  void theDeciderAgreesWithThePlainModel(long seed) {
    city.watchRefusals = false;
    Random random = new Random(seed);
    PlainPacks model = new PlainPacks(PACK);
    List<Settlement> sold = new ArrayList<>();
    List<String> codes = new ArrayList<>();
    int accepted = 0;
    for (int step = 0; step < 1_500; step++) {
      if (codes.size() < 3 || random.nextInt(12) == 0) {
        codes.add(city.newCode(TABLETS));
      }
      String code = codes.get(Math.max(0, codes.size() - 1 - random.nextInt(6)));
      Principal who = random.nextBoolean() ? HERE : THERE;
      String where = "seed " + seed + " step " + step;
      if (!sold.isEmpty() && random.nextInt(6) == 0) {
        accepted(city.giveBack(sold.remove(random.nextInt(sold.size())), 1));
        continue;
      }
      boolean whole = random.nextInt(4) == 0;
      int units = 1 + random.nextInt(30);
      Outcome outcome = whole ? whole(who, PACK, code) : take(who, units, code, units);
      boolean expected = whole ? model.sellWhole(code) : model.take(code, who.code(), units);
      assertEquals(expected, outcome.accepted(), () -> where + ": " + outcome.rejection());
      if (outcome.accepted()) {
        accepted++;
        sold.add(TestCity.settlement(outcome));
      }
    }
    for (String code : model.codes()) {
      OpenedPack pack = city.state.openedPacks.get(code);
      assertEquals(model.taken(code) * 10_000L, pack == null ? 0 : pack.takenE4(), code);
    }
    assertTrue(accepted > 200 && accepted < 1_300, "seed " + seed + ": " + accepted);
  }

  private Outcome sell(Principal who, String drug, String code) {
    return dispense(who, claimed(who, drug, 10_000), List.of(code), List.of(), null);
  }

  private Outcome whole(Principal who, int units, String code) {
    return dispense(who, claimed(who, TABLETS, units * 10_000L), List.of(code), List.of(), null);
  }

  private Outcome take(Principal who, int units, String code, int portion) {
    return dispense(
        who,
        claimed(who, TABLETS, units * 10_000L),
        List.of(),
        List.of(new Portion(code, portion * 10_000L)),
        null);
  }

  private String claimed(Principal who, String drug, long quantityE4) {
    String prescription = city.submitted(new TestDraft().line(drug, quantityE4, 28, "own wish"));
    accepted(city.claim(who, prescription));
    return prescription;
  }

  private Outcome dispense(
      Principal who,
      String prescription,
      List<String> codes,
      List<Portion> portions,
      CodeFree codeFree) {
    Draft.Line line = city.view.prescription(prescription).line(1);
    return city.dispense(
        who,
        prescription,
        List.of(
            new Body.DispensedLine(
                1,
                TestCatalogue.listedFen(TestCatalogue.drug(line.drug())),
                line.quantityE4(),
                codes,
                portions,
                codeFree)));
  }
}
