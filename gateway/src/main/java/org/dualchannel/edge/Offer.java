package org.dualchannel.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.dualchannel.codec.Codec;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.routing.Candidate;
import org.dualchannel.v1.OfferLine;
import org.dualchannel.v1.OfferedEvent;

/**
 * A prescription that circulates, as far as dispensers are told of it: nothing of the patient is in
 * it. A value; the board replaces it. Snapshots have it in this form.
 *
 * @param candidates those it is offered to, best first; a handful
 * @param open the lines that can still be dispensed
 * @param holder who holds it; empty when nobody does
 */
record Offer(
    String prescription,
    String area,
    String hospital,
    long untilMs,
    List<Candidate> candidates,
    List<Line> open,
    String holder) {
  static final Codec<Offer> CODEC = RecordCodec.of(Offer.class);

  /** A line that can still be dispensed. */
  record Line(int number, String drug, long quantityE4, boolean coldChain) {}

  /** A prescription as it is offered now: the lines that nobody owes, with what is left of them. */
  static Offer of(
      Prescription prescription, List<Candidate> candidates, Predicate<String> coldChain) {
    List<Line> lines = new ArrayList<>();
    for (int number : prescription.offeredLines()) {
      Draft.Line line = prescription.line(number);
      lines.add(
          new Line(number, line.drug(), prescription.restE4(number), coldChain.test(line.drug())));
    }
    return new Offer(
        prescription.id(),
        prescription.area(),
        prescription.draft().hospital(),
        prescription.untilMs(),
        List.copyOf(candidates),
        List.copyOf(lines),
        "");
  }

  Offer heldBy(String next) {
    return new Offer(prescription, area, hospital, untilMs, candidates, open, next);
  }

  Offer without(List<Integer> sold) {
    List<Line> left = open.stream().filter(line -> !sold.contains(line.number())).toList();
    return new Offer(prescription, area, hospital, untilMs, candidates, left, holder);
  }

  /** The offer as far as these candidates have it. */
  Offer among(Set<String> dispensers) {
    List<Candidate> some =
        candidates.stream().filter(each -> dispensers.contains(each.pharmacy())).toList();
    return new Offer(prescription, area, hospital, untilMs, some, open, holder);
  }

  boolean concerns(String dispenserArea, String dispenser) {
    return area.equals(dispenserArea) && isFor(dispenser);
  }

  boolean isFor(String dispenser) {
    return candidate(dispenser) != null;
  }

  private Candidate candidate(String dispenser) {
    for (Candidate each : candidates) {
      if (each.pharmacy().equals(dispenser)) {
        return each;
      }
    }
    return null;
  }

  List<String> dispensers() {
    List<String> codes = new ArrayList<>(candidates.size());
    candidates.forEach(each -> codes.add(each.pharmacy()));
    return codes;
  }

  /** Whether the dispenser may claim it, as far as others' holds go. */
  boolean isOpenTo(String dispenser) {
    return holder.isEmpty() || holder.equals(dispenser);
  }

  /** Whether the same dispensers may claim it. */
  boolean isShownLike(Offer other) {
    return holder.equals(other.holder) && candidates.equals(other.candidates);
  }

  OfferedEvent event(String dispenser) {
    Candidate candidate = candidate(dispenser);
    OfferedEvent.Builder event =
        OfferedEvent.newBuilder()
            .setPrescriptionId(prescription)
            .setHospital(hospital)
            .setRank(candidate.rank())
            .setPreferred(candidate.preferred())
            .setValidUntil(Times.timestamp(untilMs));
    for (Line line : open) {
      event.addLines(
          OfferLine.newBuilder()
              .setLineNumber(line.number())
              .setDrug(line.drug())
              .setQuantityE4(line.quantityE4())
              .setColdChain(line.coldChain()));
    }
    if (candidate.distanceM() >= 0) {
      event.setDistanceMetres(candidate.distanceM());
    }
    return event.build();
  }
}
