package org.dualchannel.decide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.snapshot.SnapshotFiles;
import org.dualchannel.snapshot.SnapshotHeader;
import org.dualchannel.snapshot.SnapshotSummary;
import org.dualchannel.store.Section;
import org.dualchannel.store.Sizing;
import org.dualchannel.store.StateHash;
import org.dualchannel.store.Table;
import org.dualchannel.store.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A decider that starts from a snapshot decides every later command as the one that has decided all
 * of them, and so does the one that was frozen meanwhile.
 */
class AStateFromASnapshotDecidesAlikeTest {
  private static final RecordCodec<Outcome> OUTCOME = RecordCodec.of(Outcome.class);

  @TempDir private Path dir;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {5, 6, 7, 8})
  void atAnyPlaceOfTheLog(long seed) throws Exception {
    List<TestCity.Logged> log = log(seed);
    Random random = new Random(seed);
    int at = 100 + random.nextInt(log.size() - 100);
    boolean offHeap = seed % 2 == 0;
    try (State whole = state(offHeap);
        State restored = state(!offHeap)) {
      Decider first = new Decider(whole);
      for (TestCity.Logged each : log.subList(0, at)) {
        first.decide(each.timeMs(), each.command());
      }
      StateHash hash = StateHash.of(whole.tables());
      List<Section> sections = first.parts().freeze();
      List<byte[]> outcomes = new ArrayList<>();
      int meanwhile = at + random.nextInt(log.size() - at);
      for (TestCity.Logged each : log.subList(at, meanwhile)) {
        outcomes.add(OUTCOME.encode(first.decide(each.timeMs(), each.command()).outcome()));
      }
      SnapshotSummary summary = write(first, at, sections);
      assertEquals(hash, summary.stateHash(), "seed " + seed + " at " + at);
      for (TestCity.Logged each : log.subList(meanwhile, log.size())) {
        outcomes.add(OUTCOME.encode(first.decide(each.timeMs(), each.command()).outcome()));
        first.parts().merge(random.nextInt(5));
      }

      Decider second = new Decider(restored);
      load(second);
      assertEquals(hash, StateHash.of(restored.tables()), "seed " + seed + " at " + at);
      assertEquals(at, second.index());
      int number = 0;
      for (TestCity.Logged each : log.subList(at, log.size())) {
        byte[] outcome = OUTCOME.encode(second.decide(each.timeMs(), each.command()).outcome());
        assertArrayEquals(
            outcomes.get(number), outcome, "seed " + seed + ", record " + (at + ++number));
      }
      while (first.parts().merge(1_000)) {
        // until nothing is left to merge
      }
      assertEquals(contents(first), contents(second), "seed " + seed + " at " + at);
    }
  }

  @Test
  void whatStandsBesideTheTablesIsInIt() throws Exception {
    try (TestCity city = new TestCity();
        State restored = state(false)) {
      city.bureau(new Body.CreateCatalogueVersion("draft", city.today(), "t", "d"));
      city.bureau(new Body.AddDrugs("draft", TestCatalogue.SAMPLE.drugs()));
      city.decide(
          Command.ofSystem(
              new Body.SetCapacities(List.of(new Body.Capacity("prescriptions", 77)))));
      Outcome submitted = city.submit(TestDraft.dupilumab());
      String id = ((Reply.Submitted) submitted.reply()).prescription();
      city.claim(TestCity.pharmacy(TestRegistry.PHARMACY), id);
      write(city.decider, city.decider.index(), city.decider.parts().freeze());
      city.watchRefusals = false;

      Decider decider = new Decider(restored);
      load(decider);

      assertEquals(77, restored.limitOf(restored.prescriptions));
      assertEquals(1, restored.openHolds(TestRegistry.PHARMACY));
      assertEquals(1, restored.drafts.open());
      CatalogueVersion draft = restored.drafts.fixed().values().iterator().next();
      assertEquals(TestCatalogue.SAMPLE.drugs(), draft.drugs());
      assertEquals(city.state.deadlines.nextDueMs(), restored.deadlines.nextDueMs());
      assertEquals(city.state.policies().filed(), restored.policies().filed());
      assertEquals(
          TestCatalogue.SAMPLE.drugs(),
          restored
              .catalogues(TestRegistry.AREA)
              .version(TestCatalogue.SAMPLE.id())
              .version()
              .drugs());
    }
  }

  /** Whoever adds a field that a replay fills has to give it a place in {@link DeciderParts}. */
  @ParameterizedTest
  @MethodSource("fields")
  void noFieldIsForgotten(Class<?> type, Set<String> known) throws Exception {
    Set<String> there = new TreeSet<>();
    for (Field field : type.getDeclaredFields()) {
      boolean table = Table.class.isAssignableFrom(field.getType());
      if (!Modifier.isStatic(field.getModifiers()) && !table) {
        there.add(field.getName());
      }
    }
    assertEquals(
        new TreeSet<>(known),
        there,
        "a field of "
            + type.getSimpleName()
            + " came or went: DeciderParts has to freeze and load it, then name it here");
  }

  static List<org.junit.jupiter.params.provider.Arguments> fields() {
    return List.of(
        fields(
            State.class,
            "claims",
            "supervision",
            "supply",
            "chunks",
            "deadlines",
            "drafts",
            "sequences",
            "logic",
            "openHolds",
            "limits",
            "catalogues",
            "tables",
            "policies"),
        fields(SupplyTables.class, "rules"),
        fields(ClaimTables.class),
        fields(SupervisionTables.class),
        fields(
            Deadlines.class,
            "chunks",
            "runs",
            "byFirst",
            "others",
            "size",
            "nextOrder",
            "nextDueMs"),
        fields(Drafts.class, "open"),
        fields(Sequences.class, "last"),
        fields(Logic.class, "newest", "active"),
        fields(Policies.class, "filed"),
        fields(Requests.class, "state", "oldestFirst"),
        fields(Decider.class, "state", "requests", "index", "timeMs"));
  }

  private static org.junit.jupiter.params.provider.Arguments fields(
      Class<?> type, String... known) {
    return org.junit.jupiter.params.provider.Arguments.of(type, Set.of(known));
  }

  @Test
  void everyTableIsInTheList() throws Exception {
    try (State state = state(false)) {
      Set<String> listed = new TreeSet<>();
      state.tables().forEach(table -> listed.add(table.name()));
      for (Object owner : owners(state)) {
        for (Field field : owner.getClass().getDeclaredFields()) {
          if (Table.class.isAssignableFrom(field.getType())) {
            field.setAccessible(true);
            assertFalse(
                listed.add(((Table<?, ?>) field.get(owner)).name()),
                field.getName() + " is not in tables()");
          }
        }
      }
    }
  }

  /** The state and its parts that hold tables. */
  private static List<Object> owners(State state) throws Exception {
    List<Object> owners = new ArrayList<>(List.of(state));
    for (Field field : State.class.getDeclaredFields()) {
      field.setAccessible(true);
      if (field.getType().getSimpleName().endsWith("Tables")) {
        owners.add(field.get(state));
      }
    }
    return owners;
  }

  private static List<TestCity.Logged> log(long seed) {
    try (TestCity city = new TestCity()) {
      city.watchRefusals = false;
      new RandomCity(seed, city).play(900);
      return city.logged;
    }
  }

  private SnapshotSummary write(Decider decider, long index, List<Section> sections)
      throws Exception {
    SnapshotFiles files = SnapshotFiles.in(dir);
    files.prepare();
    SnapshotHeader header = new SnapshotHeader(4_711, index, decider.timeMs(), new byte[32]);
    SnapshotSummary summary = files.write(header, sections, () -> false);
    assertEquals(summary, SnapshotFiles.verify(files.list().get(0)));
    return summary;
  }

  private void load(Decider decider) throws Exception {
    DeciderParts parts = decider.parts();
    SnapshotFiles.load(SnapshotFiles.in(dir).list().get(0), parts.loaders());
    parts.loaded();
  }

  /** Everything that a snapshot of it would hold, section by section. */
  private static Map<String, List<String>> contents(Decider decider) {
    Map<String, List<String>> contents = new TreeMap<>();
    for (Section section : decider.parts().freeze()) {
      List<String> entries = new ArrayList<>();
      section.writeTo(
          (key, keyLength, value, valueLength) ->
              entries.add(
                  HexFormat.of().formatHex(key, 0, keyLength)
                      + "="
                      + HexFormat.of().formatHex(value, 0, valueLength)));
      boolean inOrder =
          section.name().equals("state.requests") || section.name().equals("state.deadlines");
      if (!inOrder) {
        entries.sort(null);
      }
      contents.put(section.name(), entries);
    }
    return contents;
  }

  private static State state(boolean offHeap) {
    if (!offHeap) {
      return new State(Tables.heap(), Tables.heap());
    }
    Map<String, Long> capacities = new TreeMap<>();
    try (State state = new State(Tables.heap(), Tables.heap())) {
      state.tables().forEach(table -> capacities.put(table.name(), 20_000L));
    }
    Tables tables = Tables.offHeap(new Sizing(capacities));
    return new State(tables, tables);
  }
}
