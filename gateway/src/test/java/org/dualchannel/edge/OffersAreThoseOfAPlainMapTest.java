package org.dualchannel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.Event;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Settlement;
import org.dualchannel.decide.State;
import org.dualchannel.decide.View;
import org.dualchannel.ops.GatewayConfig;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.routing.Candidate;
import org.dualchannel.store.Section;
import org.dualchannel.store.Sizing;
import org.dualchannel.store.Tables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The board shows what a plain map of all offers would show, whatever happens and whenever it is
 * frozen, written, merged and loaded; and a picture is that of its moment however late it is read.
 */
class OffersAreThoseOfAPlainMapTest {
  private static final List<String> AREAS = List.of("120100", "120200");
  private static final List<String> DISPENSERS =
      List.of("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8");
  private static final GatewayConfig.Watch LIMITS = GatewayConfig.defaults().watch();

  private final State state = new State(Tables.heap(), Tables.heap());
  private final PlainOffers plain = new PlainOffers();
  private final List<String> submitted = new ArrayList<>();
  private final List<Reading> readings = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private Random random;
  private OfferBoard board;
  private Section frozen; // null when nothing is
  private List<String> entriesWhenFrozen;
  private long number;
  private long records;
  private int written;
  private int lateReads;

  /** A picture that is being read, and what of it is to come. */
  private record Reading(Feed.Picture<Offer> picture, List<Offer> left, long since) {}

  /** Keeps a set of offers as the contract says, from nothing but what it is told. */
  private static final class Client implements Feed.Listener<Notice> {
    private final Feed.Party party;
    private final TreeSet<String> open = new TreeSet<>();

    Client(Feed.Party party) {
      this.party = party;
    }

    @Override
    public Feed.Party party() {
      return party;
    }

    @Override
    public void told(Feed.Told<Notice> told) {
      if (told.notice().withdrawn() == null) {
        open.add(told.notice().offer().prescription());
      } else {
        open.remove(told.notice().offer().prescription());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void whateverHappens(long seed) {
    random = new Random(seed);
    Tables tables =
        seed % 2 == 0 ? Tables.heap() : Tables.offHeap(new Sizing(Map.of("open_offers", 20_000L)));
    try {
      start(tables);
      for (int step = 0; step < 6_000; step++) {
        decide();
        if (random.nextInt(20) == 0) {
          read();
        }
        if (random.nextInt(400) == 0) {
          snapshot();
        }
        if (random.nextInt(1_500) == 0) {
          restart(tables);
        }
        if (random.nextInt(50) == 0) {
          compare();
        }
      }
      compare();
      assertTrue(plain.offers.size() > 100 && written > 3 && lateReads > 100, "nothing happened");
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ", record " + records, e);
    } finally {
      board.close();
      state.close();
    }
  }

  private void start(Tables tables) {
    board = new OfferBoard(new View(state), tables, LIMITS);
  }

  private void listen() {
    clients.clear();
    for (Feed.Party party : parties()) {
      Client client = new Client(party);
      Feed.Start<Offer, Notice> start = board.feed().listen(client, ResumeToken.NONE, 10);
      while (start.open().left() > 0) {
        client.open.add(start.open().next().prescription());
      }
      clients.add(client);
    }
  }

  private static List<Feed.Party> parties() {
    List<Feed.Party> parties = new ArrayList<>();
    AREAS.forEach(area -> DISPENSERS.forEach(code -> parties.add(new Feed.Party(area, code))));
    return parties;
  }

  private void decide() {
    if (clients.isEmpty()) {
      listen();
    }
    Event event = event();
    plain.note(event);
    Outcome outcome = new Outcome(++records, records, "", "", null, null);
    board.decided(new Decider.Decision(outcome, false, List.of(event), null), true);
  }

  private Event event() {
    int kind = random.nextInt(10);
    if (kind < 4 || submitted.isEmpty()) {
      String area = AREAS.get(random.nextInt(AREAS.size()));
      number += random.nextInt(100) == 0 ? 40_000 : 1;
      String id = area + "R%012d".formatted(number);
      submitted.add(id);
      return new Event.Offered(prescription(id), candidates());
    }
    boolean recent = random.nextBoolean();
    int back = recent ? random.nextInt(Math.min(50, submitted.size())) : 0;
    String id =
        recent
            ? submitted.get(submitted.size() - 1 - back)
            : submitted.get(random.nextInt(submitted.size()));
    return switch (kind) {
      case 4 -> new Event.Rerouted(prescription(id), candidates());
      case 5, 6 -> new Event.Held(id, holder(id), 0);
      case 7 -> new Event.Reopened(id);
      case 8 -> new Event.Settled(settlement(random.nextInt(9) == 0 ? "" : id));
      default -> new Event.Closed(id, Prescription.Status.EXPIRED);
    };
  }

  /** Who holds it already, or else one of the candidates. */
  private String holder(String id) {
    Offer offer = plain.offers.get(id);
    if (offer == null) {
      return DISPENSERS.get(random.nextInt(DISPENSERS.size()));
    }
    return offer.holder().isEmpty()
        ? offer.candidates().get(random.nextInt(offer.candidates().size())).pharmacy()
        : offer.holder();
  }

  private List<Candidate> candidates() {
    List<String> codes = new ArrayList<>(DISPENSERS);
    Collections.shuffle(codes, random);
    List<Candidate> candidates = new ArrayList<>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      candidates.add(
          new Candidate(codes.get(i), i + 1, random.nextInt(90_000), -1, 7, false, 0, i == 0));
    }
    return candidates;
  }

  private Prescription prescription(String id) {
    List<Draft.Line> lines = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      lines.add(new Draft.Line("D" + i, 10_000, 7, "", "", "", "", "", null, false));
    }
    Draft draft =
        new Draft(
            "H1", "", "", "", "", "", "", "", 0, 0, false, List.of(), null, "", null, lines, 0, 0,
            List.of());
    return Prescription.accepted(
        id, id.substring(0, 6), draft, 99, new Prescription.Admitted(1, 1, "", ""));
  }

  private Settlement settlement(String prescription) {
    Settlement.SoldLine sold =
        new Settlement.SoldLine(1 + random.nextInt(3), "", List.of(), false, List.of(), null);
    return new Settlement(
        "",
        prescription,
        "",
        "",
        "",
        "",
        "",
        0,
        "",
        null,
        null,
        List.of(sold),
        0,
        "",
        "",
        List.of(),
        null,
        null);
  }

  /** Begins to read a picture, or reads on in one, or leaves one. */
  private void read() {
    if (readings.size() < 5) {
      Feed.Party party = parties().get(random.nextInt(parties().size()));
      Client reader = new Client(party);
      Feed.Start<Offer, Notice> start = board.feed().listen(reader, ResumeToken.NONE, 10);
      board.feed().forget(reader);
      readings.add(new Reading(start.open(), new ArrayList<>(plain.shown(party)), records));
    }
    Reading reading = readings.get(random.nextInt(readings.size()));
    for (int i = random.nextInt(30); i > 0 && !reading.left().isEmpty(); i--) {
      assertEquals(reading.left().size(), reading.picture().left());
      assertEquals(reading.left().remove(0), reading.picture().next());
      lateReads += records > reading.since() ? 1 : 0;
    }
    if (reading.left().isEmpty() || random.nextInt(20) == 0) {
      reading.picture().close();
      assertEquals(0, reading.picture().left());
      readings.remove(reading);
    }
  }

  /** Freezes, or else writes what was frozen and lets it be merged. */
  private void snapshot() {
    if (frozen == null) {
      entriesWhenFrozen = plain.entries();
      frozen = offers(board.freeze());
      return;
    }
    List<String> entries = new ArrayList<>();
    frozen.writeTo(
        (key, keyLength, value, valueLength) -> {
          assertEquals(0, keyLength);
          entries.add(HexFormat.of().formatHex(value, 0, valueLength));
        });
    entries.sort(null);
    assertEquals(entriesWhenFrozen, entries);
    frozen.release();
    frozen = null;
    written++;
  }

  private static Section offers(List<Section> sections) {
    return sections.stream().filter(each -> each.name().equals("offers.open")).findAny().get();
  }

  /** Another board goes on from a snapshot. */
  private void restart(Tables tables) {
    if (frozen != null) {
      snapshot();
    }
    OfferBoard before = board;
    start(tables);
    for (Section section : before.freeze()) {
      section.writeTo(board.loaders().get(section.name()));
      section.release();
    }
    before.close();
    readings.clear();
    clients.clear();
  }

  private void compare() {
    assertEquals(plain.offers.size(), board.size());
    for (Client client : clients) {
      List<String> ids = plain.shown(client.party).stream().map(Offer::prescription).toList();
      assertEquals(new TreeSet<>(ids), client.open, client.party::toString);
    }
    for (int i = 0; i < 20; i++) {
      String id = submitted.get(random.nextInt(submitted.size()));
      String code = DISPENSERS.get(random.nextInt(DISPENSERS.size()));
      assertEquals(plain.isOffered(id, code), board.isOffered(id, code));
    }
  }
}
