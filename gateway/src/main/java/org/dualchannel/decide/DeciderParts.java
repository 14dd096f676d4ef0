package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.CatalogueTimeline;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.FreezableTable;
import org.dualchannel.store.Section;
import org.dualchannel.store.Snapshotted;
import org.dualchannel.store.Table;
import org.dualchannel.supply.SupplyRules;

/**
 * The part of the decider and its state in a snapshot: every table, and what lies beside the
 * tables. Whatever a replay builds is here, or a node that starts from a snapshot decides otherwise
 * than one that replays.
 */
public final class DeciderParts implements Snapshotted {
  /** Drugs of a catalogue version that go into one entry. */
  private static final int SLICE = 200;

  // Derived when the class is loaded, or the first freeze would take that long.
  private static final RecordCodec<Head> HEAD = RecordCodec.of(Head.class);
  private static final RecordCodec<Holding> HOLDING = RecordCodec.of(Holding.class);
  private static final RecordCodec<BenefitPolicy> POLICY = RecordCodec.of(BenefitPolicy.class);
  private static final RecordCodec<SupplyRules> SUPPLY_RULES = RecordCodec.of(SupplyRules.class);
  private static final RecordCodec<Deadlines.Deadline> DEADLINE =
      RecordCodec.of(Deadlines.Deadline.class);
  private static final RecordCodec<Requests.Remembered> REMEMBERED =
      RecordCodec.of(Requests.Remembered.class);
  private static final RecordCodec<Slice> SLICES = RecordCodec.of(Slice.class);

  private final Decider decider;
  private final State state;
  private final Requests requests;
  private final Map<String, List<CatalogueVersion>> published = new HashMap<>(); // while loading

  /**
   * The single numbers.
   *
   * @param logic version of the rules that decides; 0 in files of before there was another
   */
  record Head(
      long index,
      long timeMs,
      long nextDeadline,
      List<Sequences.Number> sequences,
      List<Body.Capacity> limits,
      int logic) {}

  /** Prescriptions that a dispenser holds. */
  record Holding(String dispenser, int count) {}

  /**
   * Some drugs of a catalogue version; those of one place are put together in order.
   *
   * @param key the area of a published version, the key of a draft
   * @param number place of the version among those of the key
   */
  record Slice(String key, int number, CatalogueVersion part) {}

  DeciderParts(Decider decider, State state, Requests requests) {
    this.decider = decider;
    this.state = state;
    this.requests = requests;
  }

  @Override
  public List<Section> freeze() {
    List<Section> sections = new ArrayList<>();
    List<Body.Capacity> limits = new ArrayList<>();
    state.limits.forEach((table, entries) -> limits.add(new Body.Capacity(table, entries)));
    limits.sort(java.util.Comparator.comparing(Body.Capacity::table));
    Head head =
        new Head(
            decider.index(),
            decider.timeMs(),
            state.deadlines.nextOrder(),
            state.sequences.numbers(),
            limits,
            state.logic.active());
    List<Holding> holdings = new ArrayList<>();
    state.openHolds.forEach((code, count) -> holdings.add(new Holding(code, count)));
    sections.add(Section.of("state.head", HEAD, List.of(head)));
    sections.add(Section.of("state.holds", HOLDING, holdings));
    sections.add(new Versions("state.catalogues", versions()));
    Map<String, List<CatalogueVersion>> open = new LinkedHashMap<>();
    state.drafts.fixed().forEach((key, draft) -> open.put(key, List.of(draft)));
    sections.add(new Versions("state.drafts", open));
    sections.add(Section.of("state.policies", POLICY, state.policies().filed()));
    sections.add(Section.of("state.supply_rules", SUPPLY_RULES, state.supply.filed()));
    sections.add(state.deadlines.freeze("state.deadlines"));
    sections.add(requests.freeze("state.requests"));
    for (Table<?, ?> table : state.tables()) {
      sections.add(((FreezableTable<?, ?>) table).freeze());
    }
    return sections;
  }

  private Map<String, List<CatalogueVersion>> versions() {
    Map<String, List<CatalogueVersion>> versions = new LinkedHashMap<>();
    state.catalogues.forEach(
        (area, timeline) ->
            versions.put(area, timeline.published().stream().map(Catalogue::version).toList()));
    return versions;
  }

  /**
   * Merges some of what was written while the tables were frozen. The deciding thread.
   *
   * @return whether there is something left, or a table still frozen
   */
  public boolean merge(int most) {
    int left = most;
    boolean more = false;
    for (Table<?, ?> each : state.tables()) {
      FreezableTable<?, ?> table = (FreezableTable<?, ?>) each;
      if (table.frozen()) {
        left -= left > 0 ? table.merge(left) : 0;
        more |= table.frozen();
      }
    }
    return more;
  }

  /** Entries on the heap that wait to be merged. */
  public long overlaid() {
    long entries = 0;
    for (Table<?, ?> table : state.tables()) {
      entries += ((FreezableTable<?, ?>) table).overlaid();
    }
    return entries;
  }

  @Override
  public Map<String, EntryConsumer> loaders() {
    Map<String, EntryConsumer> loaders = new HashMap<>();
    loaders.put("state.head", Section.loader(HEAD, this::load));
    loaders.put(
        "state.holds",
        Section.loader(
            HOLDING, holding -> state.openHolds.put(holding.dispenser(), holding.count())));
    loaders.put(
        "state.catalogues",
        Section.loader(
            SLICES,
            slice -> put(published.computeIfAbsent(slice.key(), key -> new ArrayList<>()), slice)));
    loaders.put("state.drafts", Section.loader(SLICES, this::loadDraft));
    loaders.put(
        "state.policies",
        Section.loader(POLICY, policy -> state.file(state.policies().with(policy))));
    loaders.put("state.supply_rules", Section.loader(SUPPLY_RULES, state.supply::file));
    loaders.put("state.deadlines", Section.loader(DEADLINE, state.deadlines::load));
    loaders.put("state.requests", Section.loader(REMEMBERED, requests::load));
    for (Table<?, ?> table : state.tables()) {
      loaders.put(table.name(), ((FreezableTable<?, ?>) table).loader());
    }
    return loaders;
  }

  private void load(Head head) {
    decider.goOn(head.index(), head.timeMs());
    state.deadlines.loadNextOrder(head.nextDeadline());
    head.sequences().forEach(state.sequences::load);
    state.limit(head.limits());
    state.logic.activate(head.logic());
  }

  private static void put(List<CatalogueVersion> versions, Slice slice) {
    CatalogueVersion part = slice.part();
    if (slice.number() == versions.size()) {
      versions.add(part);
      return;
    }
    CatalogueVersion before = versions.get(slice.number());
    List<Drug> drugs = new ArrayList<>(before.drugs());
    drugs.addAll(part.drugs());
    versions.set(slice.number(), withDrugs(before, drugs));
  }

  private void loadDraft(Slice slice) {
    if (!state.drafts.has(slice.key())) {
      state.drafts.begin(slice.key(), withDrugs(slice.part(), List.of()));
    }
    state.drafts.add(slice.key(), slice.part().drugs());
  }

  private static CatalogueVersion withDrugs(CatalogueVersion version, List<Drug> drugs) {
    return new CatalogueVersion(
        version.id(), version.effectiveFrom(), version.title(), version.document(), drugs);
  }

  @Override
  public void loaded() {
    published.forEach(
        (area, versions) -> {
          CatalogueTimeline timeline = CatalogueTimeline.EMPTY;
          for (CatalogueVersion version : versions) {
            timeline = timeline.publish(Catalogue.of(version));
          }
          state.publish(area, timeline);
        });
    published.clear();
    state.deadlines.loaded();
  }

  /** Catalogue versions, in slices that fit in an entry. */
  private record Versions(String name, Map<String, List<CatalogueVersion>> byKey)
      implements Section {
    @Override
    public void writeTo(EntryConsumer out) {
      List<Slice> slices = new ArrayList<>();
      BiConsumer<String, List<CatalogueVersion>> cut =
          (key, versions) -> {
            for (int number = 0; number < versions.size(); number++) {
              CatalogueVersion version = versions.get(number);
              for (int from = 0; from == 0 || from < version.drugs().size(); from += SLICE) {
                int to = Math.min(from + SLICE, version.drugs().size());
                slices.add(
                    new Slice(key, number, withDrugs(version, version.drugs().subList(from, to))));
              }
            }
          };
      byKey.forEach(cut);
      Section.of(name, SLICES, slices).writeTo(out);
    }
  }
}
