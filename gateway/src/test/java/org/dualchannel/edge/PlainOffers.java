package org.dualchannel.edge;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.decide.Event;
import org.dualchannel.decide.Settlement;

/** What circulates, kept in the plainest way: every offer in one map, and every answer a search. */
final class PlainOffers {
  final TreeMap<String, Offer> offers = new TreeMap<>();

  void note(Event event) {
    if (event instanceof Event.Offered offered) {
      put(Offer.of(offered.prescription(), offered.candidates(), drug -> false));
    } else if (event instanceof Event.Rerouted rerouted) {
      offers.remove(rerouted.prescription().id());
      put(Offer.of(rerouted.prescription(), rerouted.candidates(), drug -> false));
    } else if (event instanceof Event.Held held) {
      offers.computeIfPresent(held.prescription(), (id, offer) -> offer.heldBy(held.holder()));
    } else if (event instanceof Event.Reopened reopened) {
      offers.computeIfPresent(reopened.prescription(), (id, offer) -> offer.heldBy(""));
    } else if (event instanceof Event.Settled settled) {
      List<Integer> sold =
          settled.settlement().sold().stream().map(Settlement.SoldLine::line).toList();
      offers.computeIfPresent(
          settled.settlement().prescription(), (id, offer) -> offer.without(sold));
    } else if (event instanceof Event.Closed closed) {
      offers.remove(closed.prescription());
    }
  }

  private void put(Offer offer) {
    if (!offer.candidates().isEmpty()) {
      offers.put(offer.prescription(), offer);
    }
  }

  /** What a dispenser is shown, in the order of submission. */
  List<Offer> shown(Feed.Party party) {
    List<Offer> shown = new ArrayList<>();
    for (Offer offer : offers.values()) {
      if (offer.area().equals(party.area())
          && offer.isFor(party.code())
          && offer.isOpenTo(party.code())) {
        shown.add(offer);
      }
    }
    shown.sort(java.util.Comparator.comparing(offer -> offer.prescription().substring(7)));
    return shown;
  }

  boolean isOffered(String prescription, String dispenser) {
    return offers.containsKey(prescription) && offers.get(prescription).isFor(dispenser);
  }

  /** The entries that a snapshot has, sorted. */
  List<String> entries() {
    RecordCodec<Offer> codec = RecordCodec.of(Offer.class);
    return offers.values().stream()
        .map(offer -> HexFormat.of().formatHex(codec.encode(offer)))
        .sorted()
        .toList();
  }
}
