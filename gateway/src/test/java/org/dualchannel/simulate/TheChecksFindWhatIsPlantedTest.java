package org.dualchannel.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dualchannel.cli.demo.SampleCity;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.Event;
import org.dualchannel.decide.Settlement;
import org.dualchannel.reimbursement.Breakdown;
import org.dualchannel.reimbursement.SettlementResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check that is always green would say nothing: each finds what is planted for it. */
@Tag("S2-15")
class TheChecksFindWhatIsPlantedTest {
  @TempDir private static Path data;

  private static Simulation played;

  @BeforeAll
  static void playASmallCity() throws Exception {
    var sample = SampleCity.load();
    played =
        new Simulation(
            new SimulationSettings(
                150, 20, 3, false, data, sample.catalogues().get(0), sample.policies().get(0)));
    assertTrue(played.run().held(), "nothing is planted yet");
  }

  @Test
  void nothingIsFoundWhereNothingIsPlanted() {
    Verification verification = replay(settled -> settled);
    assertEquals(List.of(), verification.broken());
    assertEquals(0, verification.oracleDifferences());
    assertTrue(verification.settlements() > 10, "there is something to look at");
  }

  @Test
  void theOracleAndTheYearFindAFundThatPaysAFenTooMuch() {
    Verification verification = replay(settled -> with(settled, movedToFund(settled, 1)));
    assertNotEquals(0, verification.oracleDifferences());
    assertTrue(verification.differing().get(0).contains("the oracle settles otherwise"));
    found(verification, "is not the sum of the settlements");
  }

  @Test
  void theEquationsFindALineThatDoesNotAddUp() {
    Verification verification =
        replay(
            settled -> {
              SettlementResult result = settled.result();
              return with(settled, copy(result, moved(result.totals(), 5), result.lines()));
            });
    found(verification, "the totals are not the sums of the lines");
  }

  @Test
  void aCodeOrALineUsedTwiceIsFound() {
    List<Settlement> first = new ArrayList<>();
    Verification verification =
        replay(
            settled -> {
              first.add(settled);
              return with(settled, settled.result(), first.get(0).sold());
            });
    found(verification, "a trace code was sold before");
    Verification again = new Verification();
    Simulation.replay(
        played.storage(),
        (decision, state) -> {
          again.decided(decision, state);
          again.decided(decision, state);
        });
    found(again, "than was prescribed");
  }

  private static void found(Verification verification, String what) {
    assertTrue(
        verification.broken().stream().anyMatch(each -> each.contains(what)),
        what + " in " + verification.broken());
  }

  private static Verification replay(UnaryOperator<Settlement> planted) {
    Verification verification = new Verification();
    var replay =
        Simulation.replay(
            played.storage(),
            (decision, state) -> verification.decided(planted(decision, planted), state));
    verification.finish(replay);
    return verification;
  }

  private static Decider.Decision planted(
      Decider.Decision decision, UnaryOperator<Settlement> planted) {
    List<Event> events = new ArrayList<>();
    for (Event event : decision.events()) {
      events.add(
          event instanceof Event.Settled settled
              ? new Event.Settled(planted.apply(settled.settlement()))
              : event);
    }
    return new Decider.Decision(
        decision.outcome(), decision.repeated(), events, decision.command());
  }

  private static Settlement with(Settlement settled, SettlementResult result) {
    return with(settled, result, settled.sold());
  }

  private static Settlement with(
      Settlement settled, SettlementResult result, List<Settlement.SoldLine> sold) {
    return new Settlement(
        settled.id(),
        settled.prescription(),
        settled.area(),
        settled.person(),
        settled.hospital(),
        settled.dispenser(),
        settled.pharmacist(),
        settled.timeMs(),
        settled.catalogue(),
        settled.input(),
        result,
        sold,
        settled.index(),
        settled.personType(),
        settled.hospitalLevel());
  }

  /** The fund pays so much more of the first line, and the person less in cash. */
  private static SettlementResult movedToFund(Settlement settled, long fen) {
    SettlementResult result = settled.result();
    List<SettlementResult.LineResult> lines = new ArrayList<>(result.lines());
    SettlementResult.LineResult line = lines.get(0);
    lines.set(
        0,
        new SettlementResult.LineResult(
            line.line(), line.drug(), line.benefit(), line.inLimitFen(), moved(line.split(), fen)));
    return copy(result, moved(result.totals(), fen), lines);
  }

  private static SettlementResult copy(
      SettlementResult result, Breakdown totals, List<SettlementResult.LineResult> lines) {
    return new SettlementResult(
        totals,
        result.balanceAfterFen(),
        lines,
        result.deltas(),
        result.after(),
        result.drugCaps(),
        result.explanation());
  }

  private static Breakdown moved(Breakdown split, long fen) {
    return new Breakdown(
        split.medfeeFen(),
        split.ownpayFen(),
        split.overlmtFen(),
        split.preselfFen(),
        split.inscpFen(),
        split.dedcFen(),
        split.hifpFen() + fen,
        split.propBp(),
        split.cvlservFen(),
        split.hifesFen(),
        split.hifmiFen(),
        split.hifobFen(),
        split.mafFen(),
        split.othFen(),
        split.fundFen() + fen,
        split.psnPartFen() - fen,
        split.acctFen(),
        split.acctMulaidFen(),
        split.cashFen() - fen);
  }
}
