package org.dualchannel.edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.codec.Codec;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.Event;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentNotice;
import org.dualchannel.ops.GatewayConfig;
import org.dualchannel.pipeline.DecisionListener;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.Section;
import org.dualchannel.store.Snapshotted;

/**
 * Which enrolments of which hospital are near a last day or past it: a view derived from the
 * decisions, replayed ones included, and rebuilt with every start. At most two notices of an
 * enrolment hold at a time; the end of its year is told and not kept.
 */
public final class EnrolmentNoticeBoard implements DecisionListener, Snapshotted {

  /**
   * What happened to the notices of an enrolment.
   *
   * @param given the notice that was given; null when those before hold no more
   */
  record Change(String area, String hospital, String enrolment, EnrolmentNotice given) {}

  /** The notices of one enrolment that hold; null where there is none. */
  private record Holding(EnrolmentNotice reassessment, EnrolmentNotice year) {
    List<EnrolmentNotice> list() {
      List<EnrolmentNotice> list = new ArrayList<>(2);
      if (reassessment != null) {
        list.add(reassessment);
      }
      if (year != null) {
        list.add(year);
      }
      return list;
    }

    Holding with(EnrolmentNotice next) {
      return next.kind().ofReassessment()
          ? new Holding(next, year)
          : new Holding(reassessment, next);
    }

    Holding stillSoFor(Enrolment now) {
      return new Holding(
          reassessment != null && reassessment.holdsFor(now) ? reassessment : null,
          year != null && year.holdsFor(now) ? year : null);
    }
  }

  private static final Codec<Change> KEPT = RecordCodec.of(Change.class);
  private static final Holding NONE = new Holding(null, null);

  private final Map<String, Map<String, Holding>> holdingOf = new HashMap<>();
  private final Feed<EnrolmentNotice, Change> feed;

  /** An empty board, to be told of every decision from the first on. */
  public EnrolmentNoticeBoard(GatewayConfig.Watch limits) {
    feed = new Feed<>(this, new Shown(), limits.replayEvents());
  }

  @Override
  public synchronized void decided(Decider.Decision decision, boolean live) {
    feed.decided(decision);
    for (Event event : decision.events()) {
      if (event instanceof Event.EnrolmentNoticed noticed) {
        given(noticed.notice());
      } else if (event instanceof Event.EnrolmentChanged changed) {
        changed(changed.enrolment());
      }
    }
  }

  private void given(EnrolmentNotice notice) {
    boolean over = notice.kind() == EnrolmentNotice.Kind.YEAR_ENDED;
    Holding before = holding(notice.hospital(), notice.enrolment());
    put(notice.hospital(), notice.enrolment(), over ? NONE : before.with(notice));
    post(notice.area(), notice.hospital(), notice.enrolment(), notice);
  }

  private void changed(Enrolment enrolment) {
    Holding before = holding(enrolment.hospital(), enrolment.id());
    Holding after = before.stillSoFor(enrolment);
    if (!after.equals(before)) {
      put(enrolment.hospital(), enrolment.id(), after);
      post(enrolment.area(), enrolment.hospital(), enrolment.id(), null);
      for (EnrolmentNotice each : after.list()) {
        post(enrolment.area(), enrolment.hospital(), enrolment.id(), each);
      }
    }
  }

  private Holding holding(String hospital, String enrolment) {
    return holdingOf.getOrDefault(hospital, Map.of()).getOrDefault(enrolment, NONE);
  }

  private void put(String hospital, String enrolment, Holding holding) {
    Map<String, Holding> own = holdingOf.computeIfAbsent(hospital, code -> new LinkedHashMap<>());
    if (holding.equals(NONE)) {
      own.remove(enrolment);
    } else {
      own.put(enrolment, holding);
    }
    if (own.isEmpty()) {
      holdingOf.remove(hospital);
    }
  }

  private void post(String area, String hospital, String enrolment, EnrolmentNotice given) {
    feed.post(new Change(area, hospital, enrolment, given), List.of(hospital));
  }

  /** What hospitals are shown: their own. */
  private final class Shown implements Feed.Board<EnrolmentNotice, Change> {
    @Override
    public Feed.Picture<EnrolmentNotice> picture(Feed.Party party) {
      return Feed.Picture.of(
          holdingOf.getOrDefault(party.code(), Map.of()).values().stream()
              .flatMap(holding -> holding.list().stream())
              .filter(notice -> notice.area().equals(party.area()))
              .toList());
    }

    @Override
    public Codec<Change> kept() {
      return KEPT;
    }

    @Override
    public boolean concerns(Change change, Feed.Party party) {
      return change.hospital().equals(party.code()) && change.area().equals(party.area());
    }
  }

  /** Tells hospitals. */
  Feed<EnrolmentNotice, Change> feed() {
    return feed;
  }

  /** The notices that hold, and the numbering. */
  @Override
  public synchronized List<Section> freeze() {
    List<EnrolmentNotice> held =
        holdingOf.values().stream()
            .flatMap(own -> own.values().stream())
            .flatMap(holding -> holding.list().stream())
            .toList();
    return List.of(
        feed.place("enrolment_notices.place"),
        Section.of("enrolment_notices.held", RecordCodec.of(EnrolmentNotice.class), held));
  }

  @Override
  public Map<String, EntryConsumer> loaders() {
    return Map.of(
        "enrolment_notices.place", feed.placeLoader(),
        "enrolment_notices.held",
            Section.loader(RecordCodec.of(EnrolmentNotice.class), this::load));
  }

  private synchronized void load(EnrolmentNotice notice) {
    Holding before = holding(notice.hospital(), notice.enrolment());
    put(notice.hospital(), notice.enrolment(), before.with(notice));
  }
}
