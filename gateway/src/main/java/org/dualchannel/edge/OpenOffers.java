package org.dualchannel.edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.codec.ByteSink;
import org.dualchannel.codec.ByteSource;
import org.dualchannel.codec.Codec;
import org.dualchannel.routing.Candidate;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.FreezableTable;
import org.dualchannel.store.Section;
import org.dualchannel.store.TableSpec;
import org.dualchannel.store.Tables;

/**
 * The offers that circulate, in a table, since there may be millions; and which of them each
 * dispenser is shown. Every method needs the lock.
 */
final class OpenOffers {
  /** Entries merged with one decision: more than it writes, less than anyone would notice. */
  private static final int MERGED_AT_ONCE = 8;

  private static final String SECTION = "offers.open";
  private static final int AVERAGE_KEY_BYTES = 20;
  private static final int AVERAGE_VALUE_BYTES = 400;
  private static final int DIGITS = 12;

  /** Offers come encoded, and are read one at a time. */
  private static final Codec<byte[]> ENCODED =
      new Codec<>() {
        @Override
        public void encode(byte[] offer, ByteSink out) {
          out.putRaw(offer, 0, offer.length);
        }

        @Override
        public byte[] decode(ByteSource in) {
          return in.readRest();
        }
      };

  private final Object lock;
  private final FreezableTable<String, byte[]> table;

  /** What each dispenser is shown, by pooling area and code. */
  private final Map<String, Map<String, SortedNumbers>> shown = new HashMap<>();

  private final Map<Feed.Party, List<Shown>> pictures = new HashMap<>(); // not yet read to the end

  /**
   * No offers.
   *
   * @param capacity the most offers
   */
  OpenOffers(Object lock, Tables tables, long capacity) {
    this.lock = lock;
    table =
        FreezableTable.over(
            tables.create(
                new TableSpec<>(
                    "open_offers",
                    Codec.strings(),
                    ENCODED,
                    capacity,
                    AVERAGE_KEY_BYTES,
                    AVERAGE_VALUE_BYTES)));
  }

  /** The offer of a prescription; null when it does not circulate. */
  Offer get(String prescription) {
    byte[] encoded = table.get(prescription);
    return encoded == null ? null : Offer.CODEC.decode(encoded);
  }

  /** Puts an offer, and its bytes, in the place of what there was; null when there was none. */
  void put(Offer before, Offer offer, byte[] encoded) {
    table.put(offer.prescription(), encoded);
    show(before, offer);
  }

  void remove(Offer offer) {
    table.remove(offer.prescription());
    show(offer, null);
  }

  private void show(Offer before, Offer after) {
    keep(before);
    if (before != null && after != null && after.isShownLike(before)) {
      return;
    }
    if (before != null) {
      for (Candidate each : before.candidates()) {
        if (before.isOpenTo(each.pharmacy()) && !isShown(after, each.pharmacy())) {
          hide(before.area(), each.pharmacy(), number(before));
        }
      }
    }
    if (after != null) {
      long number = number(after);
      Map<String, SortedNumbers> ofArea = inArea(after.area());
      for (Candidate each : after.candidates()) {
        if (after.isOpenTo(each.pharmacy())) {
          ofArea.computeIfAbsent(each.pharmacy(), code -> new SortedNumbers()).add(number);
        }
      }
    }
  }

  /** Areas are few, and stay. */
  private Map<String, SortedNumbers> inArea(String area) {
    return shown.computeIfAbsent(area, code -> new HashMap<>());
  }

  private static boolean isShown(Offer offer, String dispenser) {
    return offer != null && offer.isOpenTo(dispenser) && offer.isFor(dispenser);
  }

  private void hide(String area, String dispenser, long number) {
    SortedNumbers own = inArea(area).get(dispenser);
    if (own != null && own.remove(number) && own.size() == 0) {
      inArea(area).remove(dispenser);
    }
  }

  private static Feed.Party party(Offer offer, Candidate candidate) {
    return new Feed.Party(offer.area(), candidate.pharmacy());
  }

  /** The number in an id, which has an area and a letter before it. */
  private static long number(Offer offer) {
    String id = offer.prescription();
    return Long.parseLong(id, id.length() - DIGITS, id.length(), 10);
  }

  private static String id(String area, long number) {
    String digits = Long.toString(number);
    return area + 'R' + "0".repeat(DIGITS - digits.length()) + digits;
  }

  /** Keeps an offer that is about to change for whoever still has to read it as it was. */
  private void keep(Offer before) {
    if (before == null || pictures.isEmpty()) {
      return;
    }
    for (Candidate each : before.candidates()) {
      for (Shown picture : pictures.getOrDefault(party(before, each), List.of())) {
        picture.keep(before);
      }
    }
  }

  /** What a dispenser is shown as it is now, in the order of submission, however late it reads. */
  Feed.Picture<Offer> picture(Feed.Party party) {
    SortedNumbers own = shown.getOrDefault(party.area(), Map.of()).get(party.code());
    if (own == null) {
      return Feed.Picture.of(List.of());
    }
    Shown picture = new Shown(party, own.copy());
    pictures.computeIfAbsent(party, each -> new ArrayList<>()).add(picture);
    return picture;
  }

  /** One dispenser's offers at one moment: those that change meanwhile are kept as they were. */
  private final class Shown implements Feed.Picture<Offer> {
    private final Feed.Party party;
    private final SortedNumbers numbers;
    private final Map<Long, Offer> changed = new HashMap<>();
    private long last = -1;
    private int left; // of the thread that reads

    Shown(Feed.Party party, SortedNumbers numbers) {
      this.party = party;
      this.numbers = numbers;
      this.left = numbers.size();
    }

    void keep(Offer before) {
      long number = number(before);
      if (number > last && numbers.contains(number)) {
        changed.putIfAbsent(number, before);
      }
    }

    @Override
    public int left() {
      return left;
    }

    @Override
    public Offer next() {
      synchronized (lock) {
        last = numbers.after(last);
        Offer before = changed.remove(last);
        if (--left == 0) {
          close();
        }
        return before == null ? get(id(party.area(), last)) : before;
      }
    }

    @Override
    public void close() {
      synchronized (lock) {
        left = 0;
        changed.clear();
        List<Shown> own = pictures.get(party);
        if (own != null && own.remove(this) && own.isEmpty()) {
          pictures.remove(party);
        }
      }
    }
  }

  long size() {
    return table.size();
  }

  long capacity() {
    return table.capacity();
  }

  /**
   * Merges some of what was written while the table was frozen. With every decision; there is never
   * more of it than the decider has to merge, which gives a snapshot up when that gets too much.
   */
  void merge() {
    table.merge(MERGED_AT_ONCE);
  }

  /** The offers without their keys, in no order. */
  Section freeze() {
    table.merge(Integer.MAX_VALUE);
    Section contents = table.freeze();
    return new Section() {
      @Override
      public String name() {
        return SECTION;
      }

      @Override
      public void writeTo(EntryConsumer out) {
        byte[] noKey = new byte[0];
        contents.writeTo(
            (key, keyLength, value, valueLength) -> out.entry(noKey, 0, value, valueLength));
      }

      @Override
      public void release() {
        contents.release();
      }
    };
  }

  Map<String, EntryConsumer> loaders() {
    return Map.of(SECTION, Section.loader(Offer.CODEC, this::load));
  }

  private void load(Offer offer) {
    synchronized (lock) {
      put(null, offer, Offer.CODEC.encode(offer));
    }
  }

  void close() {
    table.close();
  }
}
