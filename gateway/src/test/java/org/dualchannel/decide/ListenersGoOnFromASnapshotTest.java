package org.dualchannel.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dualchannel.edge.EnrolmentNoticeBoard;
import org.dualchannel.edge.OfferBoard;
import org.dualchannel.edge.SupervisionBoard;
import org.dualchannel.ops.GatewayConfig;
import org.dualchannel.pipeline.DecisionListener;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.Section;
import org.dualchannel.store.Snapshotted;
import org.dualchannel.store.Tables;
import org.dualchannel.supervision.HospitalBook;
import org.dualchannel.supervision.Monitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What follows the decisions beside the state knows after a snapshot what it would know after a
 * replay, and makes the same of every later decision.
 */
class ListenersGoOnFromASnapshotTest {
  private static final Set<String> IN_NO_ORDER = Set.of("offers.open", "supervision.book");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void asIfTheyHadSeenEverything(long seed) {
    try (TestCity city = new TestCity()) {
      city.watchRefusals = false;
      List<DecisionListener> whole = listeners(city);
      List<DecisionListener> restored = listeners(city);
      city.follower = all(whole);
      RandomCity random = new RandomCity(seed, city);
      random.play(1_200);
      for (int i = 0; i < whole.size(); i++) {
        copy((Snapshotted) whole.get(i), (Snapshotted) restored.get(i));
        assertEquals(contents(whole.get(i)), contents(restored.get(i)), "seed " + seed);
      }
      List<DecisionListener> both = new ArrayList<>(whole);
      both.addAll(restored);
      city.follower = all(both);
      random.play(800);
      for (int i = 0; i < whole.size(); i++) {
        Map<String, List<String>> contents = contents(whole.get(i));
        assertEquals(contents, contents(restored.get(i)), "seed " + seed);
        assertFalse(contents.values().stream().allMatch(List::isEmpty), "nothing was followed");
      }
      assertFalse(contents(whole.get(1)).get("supervision.alerts").isEmpty(), "no alerts");
      assertFalse(contents(whole.get(0)).get("offers.open").isEmpty(), "no offers");
    }
  }

  /** Whoever adds a field that decisions fill has to freeze and load it, then name it here. */
  @Test
  void noFieldIsForgotten() {
    check(OfferBoard.class, "view", "offers", "feed");
    check(EnrolmentNoticeBoard.class, "holdingOf", "feed");
    check(
        SupervisionBoard.class,
        "view",
        "facts",
        "areaOfHospital",
        "maxAlerts",
        "monitor",
        "book",
        "alerts",
        "placeOf",
        "handled",
        "complaints",
        "escalations",
        "nextPlace",
        "forgotten",
        "index");
    check(Monitor.class, "supplies", "limits", "reported", "prescribers");
    check(HospitalBook.class, "months", "samples", "sampleBp");
  }

  private static void check(Class<?> type, String... known) {
    Set<String> there = new TreeSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        there.add(field.getName());
      }
    }
    assertEquals(new TreeSet<>(Set.of(known)), there, type.getSimpleName());
  }

  private static List<DecisionListener> listeners(TestCity city) {
    return List.of(
        new OfferBoard(city.view, Tables.heap(), GatewayConfig.defaults().watch()),
        new SupervisionBoard(city.view, 1_000, 40),
        new EnrolmentNoticeBoard(GatewayConfig.defaults().watch()));
  }

  private static DecisionListener all(List<DecisionListener> listeners) {
    return (decision, live) -> listeners.forEach(each -> each.decided(decision, live));
  }

  private static void copy(Snapshotted from, Snapshotted to) {
    Map<String, EntryConsumer> loaders = to.loaders();
    for (Section section : from.freeze()) {
      section.writeTo(loaders.get(section.name()));
      section.release();
    }
    to.loaded();
  }

  private static Map<String, List<String>> contents(DecisionListener listener) {
    Map<String, List<String>> contents = new TreeMap<>();
    for (Section section : ((Snapshotted) listener).freeze()) {
      List<String> entries = new ArrayList<>();
      section.writeTo(
          (key, keyLength, value, valueLength) ->
              entries.add(HexFormat.of().formatHex(value, 0, valueLength)));
      section.release();
      if (IN_NO_ORDER.contains(section.name())) {
        entries.sort(null);
      }
      contents.put(section.name(), entries);
    }
    return contents;
  }
}
