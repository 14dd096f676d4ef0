package org.dualchannel.edge;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.codec.Codec;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.Event;
import org.dualchannel.decide.Settlement;
import org.dualchannel.decide.View;
import org.dualchannel.ops.GatewayConfig;
import org.dualchannel.pipeline.DecisionListener;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.routing.Candidate;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.Section;
import org.dualchannel.store.Snapshotted;
import org.dualchannel.v1.WithdrawnReason;

/**
 * Which dispenser may claim which prescription: a view derived from the decisions, replayed ones
 * included, and rebuilt with every start. It holds the prescriptions that circulate, the recent
 * notices and who listens; what has ended leaves it.
 */
public final class OfferBoard implements DecisionListener, Snapshotted {

  private final View view;
  private final Map<String, Offer> offers = new LinkedHashMap<>();
  private final Map<String, Map<String, Offer>> offersOf = new HashMap<>();
  private final Map<String, String> codes = new HashMap<>();
  private final Feed<Offer, Notice> feed;

  /** An empty board, to be told of every decision from the first on. */
  public OfferBoard(View view, GatewayConfig.Watch limits) {
    this.view = view;
    this.feed = new Feed<>(this, new Shown(), limits.replayEvents());
  }

  @Override
  public synchronized void decided(Decider.Decision decision, boolean live) {
    feed.decided(decision);
    for (Event event : decision.events()) {
      note(event);
    }
  }

  private void note(Event event) {
    if (event instanceof Event.Offered offered) {
      offer(offered.prescription(), offered.candidates());
    } else if (event instanceof Event.Rerouted rerouted) {
      withdraw(rerouted);
      offer(rerouted.prescription(), rerouted.candidates());
    } else if (event instanceof Event.Held held && knows(held.prescription())) {
      Offer offer = offers.get(held.prescription()).heldBy(held.holder());
      put(offer);
      post(offer, WithdrawnReason.WITHDRAWN_REASON_HELD);
    } else if (event instanceof Event.Reopened reopened && knows(reopened.prescription())) {
      Offer offer = offers.get(reopened.prescription()).heldBy("");
      put(offer);
      post(offer, null);
    } else if (event instanceof Event.Settled settled
        && knows(settled.settlement().prescription())) {
      Settlement settlement = settled.settlement();
      List<Integer> sold = settlement.sold().stream().map(Settlement.SoldLine::line).toList();
      put(offers.get(settlement.prescription()).without(sold));
    } else if (event instanceof Event.Closed closed && knows(closed.prescription())) {
      post(remove(closed.prescription()), reason(closed.status()));
    }
  }

  private void offer(Prescription prescription, List<Candidate> candidates) {
    if (!candidates.isEmpty()) {
      Offer offer = Offer.of(prescription, candidates, coldChain(prescription), this::shared);
      put(offer);
      post(offer, null);
    }
  }

  /** Takes the offer back from those who are no candidates any more. */
  private void withdraw(Event.Rerouted rerouted) {
    if (!knows(rerouted.prescription().id())) {
      return;
    }
    Offer before = remove(rerouted.prescription().id());
    Set<String> dropped = before.dispensers();
    rerouted.candidates().forEach(each -> dropped.remove(each.pharmacy()));
    if (!dropped.isEmpty()) {
      post(before.among(dropped), WithdrawnReason.WITHDRAWN_REASON_REROUTED);
    }
  }

  private Offer remove(String prescription) {
    Offer offer = offers.remove(prescription);
    offer.candidates().forEach(each -> take(each.pharmacy(), prescription));
    return offer;
  }

  /** The same string for equal codes of areas, institutions and drugs: each offer holds several. */
  private String shared(String code) {
    String known = codes.putIfAbsent(code, code);
    return known == null ? code : known;
  }

  private boolean knows(String prescription) {
    return offers.containsKey(prescription);
  }

  private java.util.function.Predicate<String> coldChain(Prescription prescription) {
    Catalogue catalogue =
        view.catalogues(prescription.area()).version(prescription.admitted().catalogue());
    return code -> {
      Drug drug = catalogue == null ? null : catalogue.drug(code);
      return drug != null && drug.coldChain();
    };
  }

  private static WithdrawnReason reason(Prescription.Status status) {
    return switch (status) {
      case CANCELLED -> WithdrawnReason.WITHDRAWN_REASON_CANCELLED;
      case EXPIRED -> WithdrawnReason.WITHDRAWN_REASON_EXPIRED;
      default -> WithdrawnReason.WITHDRAWN_REASON_DISPENSED;
    };
  }

  private void put(Offer offer) {
    offers.put(offer.prescription(), offer);
    for (Candidate candidate : offer.candidates()) {
      offersOf
          .computeIfAbsent(candidate.pharmacy(), code -> new LinkedHashMap<>())
          .put(offer.prescription(), offer);
    }
  }

  private void take(String dispenser, String prescription) {
    Map<String, Offer> own = offersOf.get(dispenser);
    own.remove(prescription);
    if (own.isEmpty()) {
      offersOf.remove(dispenser);
    }
  }

  private void post(Offer offer, WithdrawnReason withdrawn) {
    feed.post(new Notice(offer, withdrawn), offer.dispensers());
  }

  /** What dispensers are shown. */
  private final class Shown implements Feed.Board<Offer, Notice> {
    @Override
    public List<Offer> picture(Feed.Party party) {
      return offersOf.getOrDefault(party.code(), Map.of()).values().stream()
          .filter(offer -> offer.area().equals(party.area()) && offer.isOpenTo(party.code()))
          .toList();
    }

    @Override
    public Codec<Notice> kept() {
      return Notice.KEPT;
    }

    @Override
    public boolean concerns(Notice notice, Feed.Party party) {
      return notice.concerns(party.area(), party.code());
    }
  }

  /** Tells dispensers. */
  Feed<Offer, Notice> feed() {
    return feed;
  }

  /** Whether the dispenser is among the candidates of a prescription that circulates. */
  synchronized boolean isOffered(String prescription, String dispenser) {
    Offer offer = offers.get(prescription);
    return offer != null && offer.isFor(dispenser);
  }

  /** Prescriptions that circulate. */
  public synchronized int size() {
    return offers.size();
  }

  /**
   * What circulates, and the numbering. Not the recent notices: who asks for an earlier one starts
   * anew, with everything that is open.
   */
  @Override
  public synchronized List<Section> freeze() {
    List<Offer> open = List.copyOf(offers.values());
    return List.of(
        feed.place("offers.place"),
        new Section() {
          @Override
          public String name() {
            return "offers.open";
          }

          @Override
          public void writeTo(EntryConsumer out) {
            List<StoredOffer> stored = open.stream().map(StoredOffer::of).toList();
            Section.of(name(), RecordCodec.of(StoredOffer.class), stored).writeTo(out);
          }
        });
  }

  @Override
  public Map<String, EntryConsumer> loaders() {
    return Map.of(
        "offers.place", feed.placeLoader(),
        "offers.open", Section.loader(RecordCodec.of(StoredOffer.class), this::load));
  }

  private synchronized void load(StoredOffer stored) {
    put(stored.offer(this::shared));
  }
}
