package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;
import org.dualchannel.trace.OpenedPack;
import org.dualchannel.trace.Portion;
import org.dualchannel.trace.Sale;
import org.dualchannel.trace.TraceCode;

/**
 * The packs of one dispensing: each is sold whole, once, for ever, or opened by one dispenser and
 * handed out in portions. Made by checking; nothing changes before {@link #handOut}.
 */
@Rule({"S2-18", "S2-20"})
final class Packs {
  private final Turn turn;
  private final List<Settlement.SoldLine> sold = new ArrayList<>();
  private final Set<String> whole = new HashSet<>();
  private final Map<String, OpenedPack> opened = new TreeMap<>();

  private Packs(Turn turn) {
    this.turn = turn;
  }

  /** Checks the packs of lines that were priced. */
  static Packs of(Turn turn, Prescription prescription, List<Body.DispensedLine> lines) {
    Packs packs = new Packs(turn);
    for (Body.DispensedLine each : lines) {
      packs.line(each, Submission.drug(turn, prescription.line(each.line()).drug()));
    }
    return packs;
  }

  /** The lines as they will be sold. */
  List<Settlement.SoldLine> sold() {
    return sold;
  }

  void refuseWithoutRoom() {
    turn.state.room(turn.state.sales, whole.size());
    turn.state.room(turn.state.openedPacks, opened.keySet());
  }

  /** Marks the packs as sold or as opened. */
  void handOut(String settlement) {
    for (Settlement.SoldLine line : sold) {
      Sale sale = new Sale(settlement, line.line(), turn.timeMs, false);
      line.traceCodes().forEach(key -> turn.state.sales.put(key, sale));
    }
    opened.forEach(turn.state.openedPacks::put);
  }

  /** Marks what came back: neither a pack nor a portion is ever sold again. */
  static void takeBack(State state, Settlement.SoldLine line) {
    for (String key : line.traceCodes()) {
      state.sales.put(key, state.sales.get(key).asReturned());
    }
    for (Portion each : line.portions()) {
      OpenedPack pack = state.openedPacks.get(each.code());
      state.openedPacks.put(each.code(), pack.returning(each.quantityE4()));
    }
  }

  private void line(Body.DispensedLine line, Drug drug) {
    List<String> keys = new ArrayList<>(line.traceCodes().size());
    List<Portion> portions = new ArrayList<>(line.portions().size());
    if (line.codeFree() == null) {
      refuseQuantity(line, drug.packUnits() * 10_000L);
    } else {
      refuseCodeFree(line);
    }
    for (String scanned : line.traceCodes()) {
      keys.add(sellWhole(scanned, drug));
    }
    for (Portion each : line.portions()) {
      portions.add(takeOut(each, drug));
    }
    sold.add(
        new Settlement.SoldLine(line.line(), drug.code(), keys, false, portions, line.codeFree()));
  }

  /**
   * Whole packs may hold more than is handed out, as the rest of the last is given away with it;
   * beside portions the quantity has to be exact.
   */
  private static void refuseQuantity(Body.DispensedLine line, long packE4) {
    int given = line.traceCodes().size();
    if (line.portions().isEmpty()) {
      long needed = (line.quantityE4() + packE4 - 1) / packE4;
      if (given != needed) {
        throw Refusal.refusal(
            Reason.TRACE_CODE_MISSING, "line", line.line(), "needed", needed, "given", given);
      }
      return;
    }
    long traced = given * packE4 + line.portions().stream().mapToLong(Portion::quantityE4).sum();
    if (traced != line.quantityE4()) {
      throw Refusal.refusal(
          Reason.TRACE_QUANTITY_DIFFERS,
          "line",
          line.line(),
          "traced_e4",
          traced,
          "given_e4",
          line.quantityE4());
    }
  }

  /** Legacy stock without codes: an exception of the policy, for a time. */
  private void refuseCodeFree(Body.DispensedLine line) {
    if (!line.traceCodes().isEmpty() || !line.portions().isEmpty()) {
      throw Refusal.refusal(Reason.CODE_FREE_WITH_CODES, "line", line.line());
    }
    if (!turn.policy().rules().codeFreeOn(turn.date)) {
      throw Refusal.refusal(Reason.CODE_FREE_NOT_ALLOWED, "line", line.line(), "date", turn.date);
    }
  }

  private String sellWhole(String scanned, Drug drug) {
    String key = read(scanned, drug);
    Sale earlier = turn.state.sales.get(key);
    if (earlier != null) {
      ClaimKeys.refuseClaimed(turn.state, key, earlier);
      Refusal.refuseIf(earlier.refuseResale(key));
    }
    OpenedPack portioned = turn.state.openedPacks.get(key);
    if (portioned != null) {
      Refusal.refuseIf(portioned.refuseWhole(key));
    }
    if (opened.containsKey(key) || !whole.add(key)) {
      throw Refusal.refusal(Reason.TRACE_CODE_TWICE, "code", key);
    }
    return key;
  }

  private Portion takeOut(Portion asked, Drug drug) {
    Portion portion = new Portion(read(asked.code(), drug), asked.quantityE4());
    String key = portion.code();
    Sale earlier = turn.state.sales.get(key);
    if (earlier != null) {
      ClaimKeys.refuseClaimed(turn.state, key, earlier);
      Refusal.refuseIf(earlier.refuseResale(key));
    }
    if (whole.contains(key)) {
      throw Refusal.refusal(Reason.TRACE_CODE_TWICE, "code", key);
    }
    OpenedPack pack = opened.getOrDefault(key, turn.state.openedPacks.get(key));
    if (pack == null) {
      pack =
          OpenedPack.opened(
              drug.code(), turn.principal.code(), drug.packUnits() * 10_000L, turn.timeMs);
    }
    Refusal.refuseIf(pack.refuseTaking(portion, turn.principal.code(), drug.code()));
    opened.put(key, pack.taking(portion.quantityE4()));
    return portion;
  }

  /** The key of a code that is well formed, of this drug, and not expired. */
  private String read(String scanned, Drug drug) {
    TraceCode code = TraceCode.parse(scanned);
    if (code == null) {
      throw Refusal.refusal(Reason.TRACE_CODE_MALFORMED, "code", scanned);
    }
    if (!code.names(drug)) {
      throw Refusal.refusal(Reason.TRACE_CODE_OTHER_DRUG, "code", code.key(), "drug", drug.code());
    }
    if (code.expiredOn(turn.date)) {
      throw Refusal.refusal(Reason.TRACE_CODE_EXPIRED, "code", code.key(), "date", code.expiry());
    }
    return code.key();
  }
}
