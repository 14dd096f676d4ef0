package org.dualchannel.edge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.codec.Codec;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.decide.Decider;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.Section;

/**
 * What a board tells those who listen to it: the notices as they come, the recent ones to who comes
 * back, the picture to who is new. It shares the lock of its board.
 *
 * @param <P> one piece of the picture
 * @param <N> what happens to the picture
 */
final class Feed<P, N> {

  /** The party that a listener listens for, within a pooling area. */
  record Party(String area, String code) {}

  /** A notice and its place among all. */
  record Told<N>(ResumeToken token, N notice) {}

  /** Is told of notices, in order, on the publish thread; must not block. */
  interface Listener<N> {
    Party party();

    void told(Told<N> notice);
  }

  /**
   * What there is at one moment, read piece by piece. To be closed unless it is read to its end.
   */
  interface Picture<P> extends AutoCloseable {
    /** How many pieces are still to come. */
    int left();

    /** The next piece, as it was at that moment; only while some are left. */
    P next();

    /** Nobody will read on. */
    @Override
    void close();

    /** A picture that is all there. */
    static <P> Picture<P> of(List<P> pieces) {
      return new Picture<>() {
        private int read;

        @Override
        public int left() {
          return pieces.size() - read;
        }

        @Override
        public P next() {
          return pieces.get(read++);
        }

        @Override
        public void close() {
          read = pieces.size();
        }
      };
    }
  }

  /** What the board shows to whom. */
  interface Board<P, N> {
    /** What a party that starts anew is shown. */
    Picture<P> picture(Party party);

    /** How the recent notices are kept. */
    Codec<N> kept();

    /** Whether a party is told. */
    boolean concerns(N notice, Party party);
  }

  /**
   * Where a subscription starts.
   *
   * @param resync whether the picture starts anew, with {@code open}
   * @param open the whole picture; empty when the subscription goes on after its token
   * @param missed what happened since the token
   * @param token the place that the picture is whole at
   */
  record Start<P, N>(boolean resync, Picture<P> open, List<Told<N>> missed, ResumeToken token) {}

  private final Object lock;
  private final Board<P, N> board;
  private final Map<String, List<Listener<N>>> listeners = new HashMap<>();
  private final RecentNotices<N> recent;
  private ResumeToken forgotten = ResumeToken.NONE;
  private ResumeToken last = ResumeToken.NONE;
  private long timeMs;

  /**
   * A feed that has told nothing yet.
   *
   * @param lock guards the board and this
   * @param maxRecent how many notices it keeps for who comes back
   */
  Feed(Object lock, Board<P, N> board, int maxRecent) {
    this.lock = lock;
    this.board = board;
    this.recent = new RecentNotices<>(board.kept(), maxRecent);
  }

  /** The next record was decided; notices posted from now on belong to it. Needs the lock. */
  void decided(Decider.Decision decision) {
    boolean repeated = decision.repeated();
    long index = repeated ? last.index() + 1 : decision.outcome().index();
    last = new ResumeToken(Math.max(index, last.index()), 0);
    timeMs = repeated ? timeMs : Math.max(timeMs, decision.outcome().timeMs());
  }

  /** Tells the parties of these codes, as far as it concerns them. Needs the lock. */
  void post(N notice, Collection<String> codes) {
    last = new ResumeToken(last.index(), last.ordinal() + 1);
    Told<N> told = new Told<>(last, notice);
    ResumeToken givenUp = recent.add(last, notice, codes);
    forgotten = givenUp == null ? forgotten : givenUp;
    if (listeners.isEmpty()) {
      return;
    }
    for (String code : codes) {
      for (Listener<N> listener : listeners.getOrDefault(code, List.of())) {
        if (board.concerns(notice, listener.party())) {
          listener.told(told);
        }
      }
    }
  }

  /**
   * Begins to tell the listener, with no gap to what is returned.
   *
   * @param maxMissed when it missed more than this, it starts anew
   */
  Start<P, N> listen(Listener<N> listener, ResumeToken after, int maxMissed) {
    synchronized (lock) {
      listeners.computeIfAbsent(listener.party().code(), code -> new ArrayList<>()).add(listener);
      boolean known =
          !after.equals(ResumeToken.NONE)
              && after.compareTo(forgotten) >= 0
              && after.compareTo(last) <= 0;
      List<Told<N>> missed = known ? missed(listener.party(), after) : List.of();
      return known && missed.size() <= maxMissed
          ? new Start<>(false, Picture.of(List.of()), missed, last)
          : new Start<>(true, board.picture(listener.party()), List.of(), last);
    }
  }

  private List<Told<N>> missed(Party party, ResumeToken after) {
    return recent.after(after, party.code(), notice -> board.concerns(notice, party));
  }

  void forget(Listener<N> listener) {
    synchronized (lock) {
      List<Listener<N>> own = listeners.get(listener.party().code());
      if (own != null && own.remove(listener) && own.isEmpty()) {
        listeners.remove(listener.party().code());
      }
    }
  }

  /** Where a listener stands that has been told everything so far. */
  ResumeToken position() {
    synchronized (lock) {
      return last;
    }
  }

  /** Log time of the last decision. */
  long timeMs() {
    synchronized (lock) {
      return timeMs;
    }
  }

  /** Where the numbering of the notices stands. */
  record Place(long index, int ordinal, long timeMs) {}

  /**
   * The numbering, for a snapshot. Not the recent notices: who asks for an earlier one starts anew.
   */
  Section place(String name) {
    Place place = new Place(last.index(), last.ordinal(), timeMs);
    return Section.of(name, RecordCodec.of(Place.class), List.of(place));
  }

  EntryConsumer placeLoader() {
    return Section.loader(RecordCodec.of(Place.class), this::goOn);
  }

  private void goOn(Place place) {
    synchronized (lock) {
      last = new ResumeToken(place.index(), place.ordinal());
      forgotten = last;
      timeMs = place.timeMs();
    }
  }
}
