package org.dualchannel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dualchannel.routing.Candidate;
import org.dualchannel.store.Sizing;
import org.dualchannel.store.Tables;
import org.junit.jupiter.api.Test;

/**
 * What circulates is kept from the collector: of an offer to ten of a thousand pharmacies, only
 * their indexes of it are on the heap: 23 bytes, and what a collector leaves lying about. As
 * objects it would take more than a kilobyte.
 */
class OpenOffersAreNotOnTheHeapTest {
  /** They load the classes, and make each pharmacy known. */
  private static final int FIRST = 5_000;

  private static final int OFFERS = 100_000;
  private static final int PHARMACIES = 1_000;

  @Test
  void butForTheirNumbers() {
    Random random = new Random(1);
    Tables tables = Tables.offHeap(new Sizing(Map.of("open_offers", FIRST + (long) OFFERS)));
    OpenOffers offers = new OpenOffers(new Object(), tables, FIRST + OFFERS);
    for (int i = 0; i < FIRST; i++) {
      put(offers, offer(i, random.nextInt(PHARMACIES)));
    }
    long before = heapUsed();
    for (int i = 0; i < OFFERS; i++) {
      put(offers, offer(FIRST + i, random.nextInt(PHARMACIES)));
    }
    long each = (heapUsed() - before) / OFFERS;
    System.out.println(each + " bytes of heap an offer");
    assertTrue(each < 300, each + " bytes of heap an offer");
    assertEquals(FIRST + OFFERS, offers.size());
    offers.close();
  }

  private static void put(OpenOffers offers, Offer offer) {
    offers.put(null, offer, Offer.CODEC.encode(offer));
  }

  private static Offer offer(int number, int first) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String code = "P1201%08d".formatted((first + i) % PHARMACIES);
      candidates.add(new Candidate(code, i + 1, 52_000, 1_200, 1_790_000_000_000L, true, 3, false));
    }
    Offer.Line line = new Offer.Line(1, "XL01EFS012B002010104", 300_000, true);
    return new Offer(
        "120100R%012d".formatted(number),
        "120100",
        "H12010000001",
        1_790_000_000_000L,
        candidates,
        List.of(line),
        "");
  }

  private static long heapUsed() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
