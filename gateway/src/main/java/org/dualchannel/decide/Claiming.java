package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.prescription.Draft;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.OfflineClaims;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;
import org.dualchannel.trace.Sale;
import org.dualchannel.trace.TraceCode;

/**
 * Reimburses purchases that were not settled at the counter: by the same checks and the same
 * waterfall, under the policy and the catalogue of the day of the purchase.
 */
@Rule("S2-40")
final class Claiming {
  private static final String GOODS_RETURNED = "GOODS_RETURNED";

  private Claiming() {}

  static Reply submit(Turn turn, Body.SubmitOfflineClaim body) {
    Parties.authority(turn, "file claims", Role.AGENCY, Role.BUREAU);
    OfflineClaim.Form form = body.form();
    Bounds.refuseOutside(form);
    if (form.purchased().isAfter(turn.date)) {
      throw Refusal.refusal(Reason.CLAIM_DATE_INVALID, "date", form.purchased());
    }
    Turn then = turn.onDay(form.purchased());
    refuseForm(turn, then.policy(), form);
    ClaimKeys.refusePaid(turn, form);
    Draft draft = form.prescription();
    Submission.Judged judged = Submission.judge(then, draft);
    refuseSeller(then, draft.hospital(), form.dispenser());
    List<Settlement.SoldLine> sold = sold(then, form);
    Pricing.Priced priced = Pricing.settle(then, judged.prescription(), prices(form), false);
    turn.decidedBy(then);
    refuseWithoutRoom(turn, form, sold);
    Refills.refuseWithoutRoom(turn, judged.prescription(), priced);

    String id = turn.state.sequences.nextClaim(turn.area);
    OfflineClaim claim = new OfflineClaim(id, turn.area, form, turn.timeMs, turn.principal, null);
    Settlement settlement = settlement(turn, then, claim, sold, priced);
    Refills.supplied(then, judged.prescription(), settlement);
    return apply(turn, claim, settlement);
  }

  /** Takes a claim back, whole: receipt and prescription may be used again. */
  static Reply voidClaim(Turn turn, Body.VoidOfflineClaim body) {
    Parties.authority(turn, "void claims", Role.AGENCY, Role.BUREAU);
    State state = turn.state;
    OfflineClaim known = state.claims.claims.get(body.claim());
    OfflineClaim claim =
        Refusal.known(
            known == null || !known.area().equals(turn.area) ? null : known,
            Reason.CLAIM_UNKNOWN,
            "claim",
            body.claim());
    if (claim.voided() != null) {
      throw Refusal.refusal(Reason.CLAIM_VOIDED, "claim", claim.id());
    }

    OfflineClaim voided =
        claim.asVoided(
            new OfflineClaim.Voided(body.reason(), body.comment(), turn.principal, turn.timeMs));
    state.claims.claims.put(voided.id(), voided);
    ClaimKeys.of(turn.area, claim.form()).forEach(state.claims.keys::remove);
    Settlement settlement = state.settlements.get(claim.id());
    giveUpCodes(state, settlement, body.reason().equals(GOODS_RETURNED));
    List<Integer> lines = settlement.sold().stream().map(Settlement.SoldLine::line).toList();
    Returning.Reversed reversed =
        Returning.reverse(turn, settlement, lines, body.reason(), body.comment());
    return new Reply.OfflineClaimVoided(voided, reversed.remaining(), reversed.refund());
  }

  /** A pack that went back to the seller stays marked; of any other the claim says nothing now. */
  private static void giveUpCodes(State state, Settlement settlement, boolean returned) {
    for (Settlement.SoldLine line : settlement.sold()) {
      for (String code : line.traceCodes()) {
        if (returned) {
          state.sales.put(code, state.sales.get(code).asReturned());
        } else {
          state.sales.remove(code);
        }
      }
    }
  }

  /** Refuses a claim that is late or incomplete by the policy of the purchase. */
  private static void refuseForm(Turn turn, BenefitPolicy policy, OfflineClaim.Form form) {
    OfflineClaims rules =
        Refusal.known(policy.offlineClaims(), Reason.CLAIMS_NOT_TAKEN, "policy", policy.id());
    if (turn.date.isAfter(rules.lastDayFor(form.purchased()))) {
      throw Refusal.refusal(
          Reason.CLAIM_TOO_LATE,
          "date",
          form.purchased(),
          "last",
          rules.lastDayFor(form.purchased()));
    }
    List<OfflineClaims.Document> missing = rules.missing(form.documents());
    if (!missing.isEmpty()) {
      throw Refusal.refusal(Reason.CLAIM_DOCUMENT_MISSING, "missing", missing);
    }
    Set<Integer> numbers = new HashSet<>();
    for (OfflineClaim.PaidLine line : form.lines()) {
      if (!numbers.add(line.line())) {
        throw Refusal.refusal(Reason.LINE_TWICE, "line", line.line());
      }
    }
  }

  /** The seller was the hospital itself or a pharmacy that could have settled at the counter. */
  private static void refuseSeller(Turn then, String hospital, String seller) {
    if (!seller.equals(hospital)) {
      Circulation.refusePharmacy(then, hospital, seller);
    }
  }

  private static List<Pricing.PricedLine> prices(OfflineClaim.Form form) {
    return form.lines().stream()
        .map(
            line ->
                new Pricing.PricedLine(
                    line.line(),
                    line.priceFen(),
                    form.prescription().lines().get(line.line() - 1).quantityE4()))
        .toList();
  }

  /** Codes are optional on paper; one that is given belongs to the drug and stands once. */
  @Rule("S2-18")
  private static List<Settlement.SoldLine> sold(Turn then, OfflineClaim.Form form) {
    List<Settlement.SoldLine> sold = new ArrayList<>(form.lines().size());
    Set<String> seen = new HashSet<>();
    for (OfflineClaim.PaidLine line : form.lines()) {
      Drug drug = Submission.drug(then, form.prescription().lines().get(line.line() - 1).drug());
      List<String> codes = new ArrayList<>(line.traceCodes().size());
      for (String scanned : line.traceCodes()) {
        TraceCode code = TraceCode.parse(scanned);
        if (code == null) {
          throw Refusal.refusal(Reason.TRACE_CODE_MALFORMED, "code", scanned);
        }
        if (!code.names(drug)) {
          throw Refusal.refusal(
              Reason.TRACE_CODE_OTHER_DRUG, "code", code.key(), "drug", drug.code());
        }
        if (!seen.add(code.key())) {
          throw Refusal.refusal(Reason.TRACE_CODE_TWICE, "code", code.key());
        }
        codes.add(code.key());
      }
      sold.add(new Settlement.SoldLine(line.line(), drug.code(), codes, false, List.of(), null));
    }
    return sold;
  }

  private static void refuseWithoutRoom(
      Turn turn, OfflineClaim.Form form, List<Settlement.SoldLine> sold) {
    State state = turn.state;
    state.room(state.claims.claims, 1);
    state.room(state.claims.keys, ClaimKeys.of(turn.area, form));
    state.room(state.sales, sold.stream().mapToLong(line -> line.traceCodes().size()).sum());
    Dispensing.refuseWithoutRoom(
        state,
        State.yearKey(turn.area, form.prescription().person(), form.purchased().getYear()),
        sold);
  }

  private static Settlement settlement(
      Turn turn,
      Turn then,
      OfflineClaim claim,
      List<Settlement.SoldLine> sold,
      Pricing.Priced priced) {
    Draft draft = claim.form().prescription();
    Institution hospital = turn.state.institution(draft.hospital());
    return new Settlement(
        claim.id(),
        "",
        turn.area,
        draft.person(),
        draft.hospital(),
        claim.form().dispenser(),
        "",
        turn.timeMs,
        then.catalogueId(),
        priced.input(),
        priced.result(),
        sold,
        turn.index,
        turn.state.person(turn.area, draft.person()).personType(),
        hospital.level(),
        priced.enrolments(),
        hospital.area(),
        null);
  }

  private static Reply apply(Turn turn, OfflineClaim claim, Settlement settlement) {
    State state = turn.state;
    state.claims.claims.put(claim.id(), claim);
    for (String key : ClaimKeys.of(turn.area, claim.form())) {
      state.claims.keys.put(key, new ClaimTables.Claimed(claim.id()));
    }
    long soldMs = CivilDate.startMs(claim.form().purchased());
    for (Settlement.SoldLine line : settlement.sold()) {
      Sale sale = new Sale(claim.id(), line.line(), soldMs, false);
      line.traceCodes().forEach(code -> state.sales.put(code, sale));
      Assessing.used(turn, settlement, line.drug(), 1);
    }
    state.settlements.put(settlement.id(), settlement);
    Dispensing.Accounts.settled(state, settlement);
    turn.emit(new Event.Settled(settlement));
    return new Reply.OfflineClaimFiled(claim, settlement);
  }
}
