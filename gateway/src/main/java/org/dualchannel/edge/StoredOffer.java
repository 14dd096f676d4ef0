package org.dualchannel.edge;

import java.util.List;
import java.util.function.UnaryOperator;
import org.dualchannel.routing.Candidate;
import org.dualchannel.v1.OfferLine;

/** An {@link Offer} as a snapshot keeps it. */
record StoredOffer(
    String prescription,
    String area,
    String hospital,
    long untilMs,
    List<Candidate> candidates,
    List<Line> open,
    String holder) {

  /** A line that can still be dispensed. */
  record Line(int number, String drug, long quantityE4, boolean coldChain) {}

  static StoredOffer of(Offer offer) {
    return new StoredOffer(
        offer.prescription(),
        offer.area(),
        offer.hospital(),
        offer.untilMs(),
        offer.candidates(),
        offer.open().stream()
            .map(
                line ->
                    new Line(
                        line.getLineNumber(),
                        line.getDrug(),
                        line.getQuantityE4(),
                        line.getColdChain()))
            .toList(),
        offer.holder());
  }

  /** See {@link Offer#of} for what is shared. */
  Offer offer(UnaryOperator<String> shared) {
    List<OfferLine> lines =
        open.stream()
            .map(
                line ->
                    OfferLine.newBuilder()
                        .setLineNumber(line.number())
                        .setDrug(shared.apply(line.drug()))
                        .setQuantityE4(line.quantityE4())
                        .setColdChain(line.coldChain())
                        .build())
            .toList();
    return new Offer(
        prescription,
        shared.apply(area),
        shared.apply(hospital),
        untilMs,
        List.copyOf(candidates),
        lines,
        holder);
  }
}
