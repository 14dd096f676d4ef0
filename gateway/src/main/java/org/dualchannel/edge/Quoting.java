package org.dualchannel.edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.View;
import org.dualchannel.decide.View.QuotedLine;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.routing.Route;
import org.dualchannel.routing.Stock;
import org.dualchannel.rules.Reason;
import org.dualchannel.v1.QuotePrescriptionRequest;
import org.dualchannel.v1.QuotePrescriptionResponse;

/** Quotes: finds the dispenser and its prices, and has the state priced as it is now. */
final class Quoting {
  private final Gate gate;
  private final View view;
  private final SettlementMapping settlements;

  Quoting(Gate gate) {
    this.gate = gate;
    this.view = gate.node.view();
    this.settlements = new SettlementMapping(view);
  }

  QuotePrescriptionResponse quote(Principal caller, QuotePrescriptionRequest request) {
    long asOf = gate.node.lastIndex().getAsLong();
    long nowMs = gate.node.nowMs().getAsLong();
    return (request.hasDraft()
            ? ofDraft(caller, request, nowMs)
            : ofPrescription(caller, request, nowMs))
        .mergeDecision(
            org.dualchannel.v1.Decision.newBuilder()
                .setLogIndex(asOf)
                .setDecidedTime(Times.timestamp(nowMs))
                .build())
        .build();
  }

  private QuotePrescriptionResponse.Builder ofDraft(
      Principal caller, QuotePrescriptionRequest request, long nowMs) {
    Draft draft = PrescriptionMapping.draft(request.getDraft());
    Access.hospital(caller, draft.hospital(), "quote prescriptions of " + draft.hospital());
    View.Quote checked =
        accepted(view.quote(nowMs, caller, request.getArea(), draft, null, List.of(), false));
    String dispenser = dispenser(request, checked.route(), null);
    List<QuotedLine> lines = prices(request, draft, numbers(draft.lines().size()), dispenser);
    QuotePrescriptionResponse.Builder response = checked(checked, dispenser);
    if (lines.isEmpty()) {
      return response;
    }
    View.Quote priced =
        accepted(
            view.quote(
                nowMs,
                caller,
                request.getArea(),
                draft,
                principal(dispenser),
                lines,
                request.getUseAccount()));
    return response.setSettlement(
        settlements.quoted(request.getArea(), "", draft, dispenser, priced));
  }

  private QuotePrescriptionResponse.Builder ofPrescription(
      Principal caller, QuotePrescriptionRequest request, long nowMs) {
    String id = request.getPrescriptionId();
    Prescription prescription = readable(caller, request.getArea(), id, nowMs);
    View.Quote checked = accepted(view.route(nowMs, caller, request.getArea(), id));
    String dispenser =
        caller.role() == Role.PHARMACY
            ? caller.code()
            : dispenser(request, checked.route(), prescription.owing());
    List<QuotedLine> lines =
        prices(request, prescription.draft(), quotable(prescription, dispenser, nowMs), dispenser);
    QuotePrescriptionResponse.Builder response =
        checked(checked, dispenser)
            .addAllReviewFindings(ReviewMapping.ofFindings(view.findings(id)));
    if (lines.isEmpty()) {
      return response;
    }
    View.Quote priced =
        accepted(
            view.quote(
                nowMs,
                principal(dispenser),
                request.getArea(),
                id,
                lines,
                request.getUseAccount()));
    return response.setSettlement(
        settlements.quoted(request.getArea(), id, prescription.draft(), dispenser, priced));
  }

  /** What its holder claimed of the open lines, or what the dispenser could claim. */
  private static List<Integer> quotable(Prescription prescription, String dispenser, long nowMs) {
    List<Integer> open = prescription.openLinesFor(dispenser);
    boolean holds = prescription.heldAt(nowMs) && prescription.hold().holder().equals(dispenser);
    return holds ? open.stream().filter(prescription.hold().lines()::contains).toList() : open;
  }

  private Prescription readable(Principal caller, String area, String id, long nowMs) {
    Prescription known = view.prescription(id);
    Prescription prescription =
        Refused.ifUnknown(
                known == null || !known.area().equals(area) ? null : known,
                Reason.PRESCRIPTION_UNKNOWN,
                "prescription",
                id)
            .asOf(nowMs);
    boolean holder =
        prescription.hold() != null && prescription.hold().holder().equals(caller.code());
    Access.require(
        holder
            || prescription.owes(caller.code())
            || caller.is(Role.HOSPITAL, prescription.draft().hospital()),
        caller,
        "quote prescription " + id);
    return prescription;
  }

  private static View.Quote accepted(View.Quote quote) {
    if (quote.rejection() != null) {
      throw new Refused(quote.rejection());
    }
    return quote;
  }

  private static QuotePrescriptionResponse.Builder checked(View.Quote quote, String dispenser) {
    QuotePrescriptionResponse.Builder response =
        QuotePrescriptionResponse.newBuilder()
            .setDispenser(dispenser)
            .addAllCandidates(RouteMapping.candidates(quote.route()))
            .addAllLeftOut(RouteMapping.leftOut(quote.route()));
    if (quote.selfPaid() != null) {
      response
          .addAllSelfPaidLines(PrescriptionMapping.selfPaid(quote.selfPaid()))
          .addAllReviewFindings(ReviewMapping.ofFindings(quote.findings()));
    }
    return response.setDecision(
        Decisions.of(
            0,
            0,
            quote.catalogue(),
            quote.policy(),
            Decisions.rulesOf(Body.SubmitPrescription.class)));
  }

  /**
   * The one asked for, or the best candidate, or who owes the rest; empty when there is none.
   *
   * @param owing null when nobody owes anything
   */
  private static String dispenser(QuotePrescriptionRequest request, Route route, String owing) {
    if (!request.getDispenser().isEmpty()) {
      return request.getDispenser();
    }
    if (!route.candidates().isEmpty()) {
      return route.candidates().get(0).pharmacy();
    }
    return owing == null ? "" : owing;
  }

  private static Principal principal(String dispenser) {
    return new Principal(dispenser.startsWith("H") ? Role.HOSPITAL : Role.PHARMACY, dispenser);
  }

  private static List<Integer> numbers(int lines) {
    return java.util.stream.IntStream.rangeClosed(1, lines).boxed().toList();
  }

  /** The price of each line, as given or as reported; empty when one has none. */
  private List<QuotedLine> prices(
      QuotePrescriptionRequest request, Draft draft, List<Integer> numbers, String dispenser) {
    Map<Integer, Long> given = new HashMap<>();
    request.getPricesList().forEach(each -> given.put(each.getLineNumber(), each.getPriceFen()));
    if (dispenser.isEmpty()) {
      return List.of();
    }
    List<QuotedLine> lines = new ArrayList<>(numbers.size());
    for (int number : numbers) {
      Long price = given.get(number);
      Stock stock = view.stock(dispenser, draft.lines().get(number - 1).drug());
      if (price == null && stock == null) {
        return List.of();
      }
      lines.add(new QuotedLine(number, price == null ? stock.priceFen() : price));
    }
    return lines;
  }
}
