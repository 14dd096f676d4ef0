package org.dualchannel.edge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.codec.Codec;
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
import org.dualchannel.store.Tables;
import org.dualchannel.v1.WithdrawnReason;

/**
 * Which dispenser may claim which prescription: a view derived from the decisions, replayed ones
 * included, and rebuilt with every start. It holds the prescriptions that circulate, the recent
 * notices and who listens; what has ended leaves it.
 */
public final class OfferBoard implements DecisionListener, Snapshotted, AutoCloseable {

  private final View view;
  private final OpenOffers offers;
  private final Feed<Offer, Notice> feed;

  /**
   * An empty board, to be told of every decision from the first on.
   *
   * @param tables makes the table of the offers; it has room for as many as there can be
   *     prescriptions, so that it is never full before theirs is
   */
  public OfferBoard(View view, Tables tables, GatewayConfig.Watch limits) {
    this.view = view;
    this.offers = new OpenOffers(this, tables, view.prescriptionCapacity());
    this.feed = new Feed<>(this, new Shown(), limits.replayEvents());
  }

  @Override
  public synchronized void decided(Decider.Decision decision, boolean live) {
    offers.merge();
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
    } else if (event instanceof Event.Held held) {
      Offer offer = offers.get(held.prescription());
      if (offer != null) {
        put(offer, offer.heldBy(held.holder()), WithdrawnReason.WITHDRAWN_REASON_HELD);
      }
    } else if (event instanceof Event.Reopened reopened) {
      Offer offer = offers.get(reopened.prescription());
      if (offer != null) {
        put(offer, offer.heldBy(""), null);
      }
    } else if (event instanceof Event.Settled settled) {
      sold(settled.settlement());
    } else if (event instanceof Event.Closed closed) {
      Offer offer = offers.get(closed.prescription());
      if (offer != null) {
        offers.remove(offer);
        post(offer, Offer.CODEC.encode(offer), reason(closed.status()));
      }
    }
  }

  /** Keeps what there is now of an offer, and tells of it. */
  private void put(Offer before, Offer after, WithdrawnReason withdrawn) {
    byte[] encoded = Offer.CODEC.encode(after);
    offers.put(before, after, encoded);
    post(after, encoded, withdrawn);
  }

  private void sold(Settlement settlement) {
    Offer offer = offers.get(settlement.prescription());
    if (offer != null) {
      List<Integer> sold = settlement.sold().stream().map(Settlement.SoldLine::line).toList();
      Offer left = offer.without(sold);
      offers.put(offer, left, Offer.CODEC.encode(left));
    }
  }

  private void offer(Prescription prescription, List<Candidate> candidates) {
    if (!candidates.isEmpty()) {
      put(null, Offer.of(prescription, candidates, coldChain(prescription)), null);
    }
  }

  /** Takes the offer back from those who are no candidates any more. */
  private void withdraw(Event.Rerouted rerouted) {
    Offer before = offers.get(rerouted.prescription().id());
    if (before == null) {
      return;
    }
    offers.remove(before);
    Set<String> dropped = new HashSet<>(before.dispensers());
    rerouted.candidates().forEach(each -> dropped.remove(each.pharmacy()));
    if (!dropped.isEmpty()) {
      Offer taken = before.among(dropped);
      post(taken, Offer.CODEC.encode(taken), WithdrawnReason.WITHDRAWN_REASON_REROUTED);
    }
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

  private void post(Offer offer, byte[] encoded, WithdrawnReason withdrawn) {
    feed.post(new Notice(offer, encoded, withdrawn), offer.dispensers());
  }

  /** What dispensers are shown. */
  private final class Shown implements Feed.Board<Offer, Notice> {
    @Override
    public Feed.Picture<Offer> picture(Feed.Party party) {
      return offers.picture(party);
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
  public synchronized long size() {
    return offers.size();
  }

  /** The most prescriptions that may circulate. */
  public long capacity() {
    return offers.capacity();
  }

  /**
   * What circulates, and the numbering. Not the recent notices: who asks for an earlier one starts
   * anew, with everything that is open.
   */
  @Override
  public synchronized List<Section> freeze() {
    return List.of(feed.place("offers.place"), offers.freeze());
  }

  @Override
  public Map<String, EntryConsumer> loaders() {
    Map<String, EntryConsumer> loaders = new HashMap<>(offers.loaders());
    loaders.put("offers.place", feed.placeLoader());
    return loaders;
  }

  /** Frees the table; to be called when nobody tells the board anything or asks it any more. */
  @Override
  public synchronized void close() {
    offers.close();
  }
}
