package org.dualchannel.edge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.Event;
import org.dualchannel.decide.Settlement;
import org.dualchannel.decide.View;
import org.dualchannel.ops.GatewayConfig;
import org.dualchannel.pipeline.DecisionListener;
import org.dualchannel.prescription.Prescription;
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

  /** Is told of notices, in order, on the publish thread; must not block. */
  interface Listener {
    String area();

    String dispenser();

    void notice(Notice notice);
  }

  /**
   * Where a subscription starts.
   *
   * @param resync whether the picture starts anew, with {@code open}
   * @param open every open offer; empty when the subscription goes on after its token
   * @param missed what happened since the token
   * @param token the place that the picture is whole at
   */
  record Start(boolean resync, List<Offer> open, List<Notice> missed, ResumeToken token) {}

  private final View view;
  private final int maxRecent;
  private final Map<String, Offer> offers = new LinkedHashMap<>();
  private final Map<String, Map<String, Offer>> offersOf = new HashMap<>();
  private final Map<String, List<Listener>> listeners = new HashMap<>();
  private final Deque<Notice> recent = new ArrayDeque<>();
  private ResumeToken forgotten = ResumeToken.NONE;
  private ResumeToken last = ResumeToken.NONE;
  private long timeMs;

  /** An empty board, to be told of every decision from the first on. */
  public OfferBoard(View view, GatewayConfig.Watch limits) {
    this.view = view;
    this.maxRecent = limits.replayEvents();
  }

  @Override
  public synchronized void decided(Decider.Decision decision, boolean live) {
    boolean repeated = decision.repeated();
    long index = repeated ? last.index() + 1 : decision.outcome().index();
    last = new ResumeToken(Math.max(index, last.index()), 0);
    timeMs = repeated ? timeMs : Math.max(timeMs, decision.outcome().timeMs());
    for (Event event : decision.events()) {
      note(event);
    }
  }

  private void note(Event event) {
    if (event instanceof Event.Offered offered && !offered.candidates().isEmpty()) {
      Offer offer = Offer.of(offered.prescription(), offered.candidates(), coldChain(offered));
      put(offer);
      post(offer, null);
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
      Offer offer = offers.remove(closed.prescription());
      offer.candidates().keySet().forEach(dispenser -> take(dispenser, offer.prescription()));
      post(offer, reason(closed.status()));
    }
  }

  private boolean knows(String prescription) {
    return offers.containsKey(prescription);
  }

  private java.util.function.Predicate<String> coldChain(Event.Offered offered) {
    Catalogue catalogue =
        view.catalogues(offered.prescription().area())
            .version(offered.prescription().admitted().catalogue());
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
    for (String dispenser : offer.candidates().keySet()) {
      offersOf
          .computeIfAbsent(dispenser, code -> new LinkedHashMap<>())
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
    last = new ResumeToken(last.index(), last.ordinal() + 1);
    Notice notice = new Notice(last, offer, withdrawn);
    if (recent.size() == maxRecent) {
      forgotten = recent.removeFirst().token();
    }
    recent.addLast(notice);
    for (String dispenser : offer.candidates().keySet()) {
      for (Listener listener : listeners.getOrDefault(dispenser, List.of())) {
        if (notice.concerns(listener.area(), dispenser)) {
          listener.notice(notice);
        }
      }
    }
  }

  /**
   * Begins to tell the listener, with no gap to what is returned.
   *
   * @param maxMissed when it missed more than this, it starts anew
   */
  synchronized Start listen(Listener listener, ResumeToken after, int maxMissed) {
    listeners.computeIfAbsent(listener.dispenser(), code -> new ArrayList<>()).add(listener);
    boolean known =
        !after.equals(ResumeToken.NONE)
            && after.compareTo(forgotten) >= 0
            && after.compareTo(last) <= 0;
    List<Notice> missed = known ? missed(listener, after) : List.of();
    if (known && missed.size() <= maxMissed) {
      return new Start(false, List.of(), missed, last);
    }
    List<Offer> open = new ArrayList<>();
    for (Offer offer : offersOf.getOrDefault(listener.dispenser(), Map.of()).values()) {
      if (offer.area().equals(listener.area()) && offer.isOpenTo(listener.dispenser())) {
        open.add(offer);
      }
    }
    return new Start(true, open, List.of(), last);
  }

  private List<Notice> missed(Listener listener, ResumeToken after) {
    List<Notice> missed = new ArrayList<>();
    Iterator<Notice> latestFirst = recent.descendingIterator();
    while (latestFirst.hasNext()) {
      Notice notice = latestFirst.next();
      if (notice.token().compareTo(after) <= 0) {
        break;
      }
      if (notice.concerns(listener.area(), listener.dispenser())) {
        missed.add(notice);
      }
    }
    Collections.reverse(missed);
    return missed;
  }

  synchronized void forget(Listener listener) {
    List<Listener> own = listeners.get(listener.dispenser());
    if (own != null && own.remove(listener) && own.isEmpty()) {
      listeners.remove(listener.dispenser());
    }
  }

  /** Where a listener stands that has been told everything so far. */
  synchronized ResumeToken position() {
    return last;
  }

  /** Log time of the last decision. */
  synchronized long timeMs() {
    return timeMs;
  }

  /** Whether the dispenser is among the candidates of a prescription that circulates. */
  synchronized boolean isOffered(String prescription, String dispenser) {
    Offer offer = offers.get(prescription);
    return offer != null && offer.candidates().containsKey(dispenser);
  }

  /** Prescriptions that circulate. */
  public synchronized int size() {
    return offers.size();
  }

  /** Where the numbering of the notices stands. */
  record Place(long index, int ordinal, long timeMs) {}

  /**
   * What circulates, and the numbering. Not the recent notices: who asks for an earlier one starts
   * anew, with everything that is open.
   */
  @Override
  public synchronized List<Section> freeze() {
    List<Offer> open = List.copyOf(offers.values());
    return List.of(
        Section.of(
            "offers.place",
            RecordCodec.of(Place.class),
            List.of(new Place(last.index(), last.ordinal(), timeMs))),
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
        "offers.place", Section.loader(RecordCodec.of(Place.class), this::load),
        "offers.open", Section.loader(RecordCodec.of(StoredOffer.class), this::load));
  }

  private synchronized void load(Place place) {
    last = new ResumeToken(place.index(), place.ordinal());
    forgotten = last;
    timeMs = place.timeMs();
  }

  private synchronized void load(StoredOffer stored) {
    put(stored.offer());
  }
}
