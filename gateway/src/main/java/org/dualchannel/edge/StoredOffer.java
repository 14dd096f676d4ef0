package org.dualchannel.edge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        List.copyOf(offer.candidates().values()),
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

  Offer offer() {
    Map<String, Candidate> byCode = new LinkedHashMap<>();
    candidates.forEach(each -> byCode.put(each.pharmacy(), each));
    List<OfferLine> lines =
        open.stream()
            .map(
                line ->
                    OfferLine.newBuilder()
                        .setLineNumber(line.number())
                        .setDrug(line.drug())
                        .setQuantityE4(line.quantityE4())
                        .setColdChain(line.coldChain())
                        .build())
            .toList();
    return new Offer(prescription, area, hospital, untilMs, byCode, lines, holder);
  }
}
