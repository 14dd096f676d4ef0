package org.dualchannel.supervision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What persons were supplied with lately. Bounded: supplies that can no longer matter leave, and
 * when there are too many persons, the one that was supplied longest ago is forgotten. That depends
 * on nothing but the facts so far, so a replay forgets the same.
 */
final class RecentSupplies {
  /** Supplies older than this matter no more, unless they last longer. */
  private static final int KEPT_DAYS = 366;

  private static final int MAX_PER_PERSON = 400;

  private final int maxPersons;
  private final LinkedHashMap<String, List<Supplied>> byPerson =
      new LinkedHashMap<>(16, 0.75f, true);
  private long forgotten;

  RecentSupplies(int maxPersons) {
    this.maxPersons = maxPersons;
  }

  /** A person's supplies by date, then in log order; empty when there are none. */
  List<Supplied> of(String area, String person) {
    return byPerson.getOrDefault(key(area, person), List.of());
  }

  void add(Supplied supplied) {
    String key = key(supplied.area(), supplied.person());
    List<Supplied> kept = new ArrayList<>(byPerson.getOrDefault(key, List.of()));
    kept.removeIf(each -> each.date().plusDays(KEPT_DAYS).isBefore(supplied.date()));
    if (kept.size() == MAX_PER_PERSON) {
      kept.remove(0);
      forgotten++;
    }
    kept.add(supplied);
    kept.sort(Comparator.comparing(Supplied::date)); // a claim tells of an earlier day
    byPerson.put(key, kept);
    if (byPerson.size() > maxPersons) {
      Map.Entry<String, List<Supplied>> oldest = byPerson.entrySet().iterator().next();
      forgotten += oldest.getValue().size();
      byPerson.remove(oldest.getKey());
    }
  }

  /** Lines came back: they were not supplied. */
  void takeBack(String area, String person, String settlement, List<Integer> lines) {
    byPerson.computeIfPresent(
        key(area, person),
        (key, supplies) -> {
          List<Supplied> kept = new ArrayList<>(supplies.size());
          for (Supplied each : supplies) {
            Supplied left = each.settlement().equals(settlement) ? each.without(lines) : each;
            if (!left.items().isEmpty()) {
              kept.add(left);
            }
          }
          return kept.isEmpty() ? null : kept;
        });
  }

  /** Supplies that were dropped for lack of room. */
  long forgotten() {
    return forgotten;
  }

  /** What one person was supplied with. */
  record OfPerson(String key, List<Supplied> supplies) {}

  /** Everything kept, the person supplied longest ago first. Lists are replaced, never changed. */
  List<OfPerson> fixed() {
    List<OfPerson> fixed = new ArrayList<>(byPerson.size());
    byPerson.forEach((key, supplies) -> fixed.add(new OfPerson(key, supplies)));
    return fixed;
  }

  void load(OfPerson person) {
    byPerson.put(person.key(), person.supplies());
  }

  void loadForgotten(long count) {
    forgotten = count;
  }

  private static String key(String area, String person) {
    return area + '/' + person;
  }
}
