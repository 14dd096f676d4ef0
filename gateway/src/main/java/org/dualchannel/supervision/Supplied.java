package org.dualchannel.supervision;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.registry.CivilDate;

/**
 * A fact: drugs were handed out and settled.
 *
 * @param physician prescriber
 * @param timeMs log time
 * @param repeat repeat of the prescription; 0 for the first dispensing
 */
public record Supplied(
    String area,
    String person,
    String hospital,
    String physician,
    String dispenser,
    String prescription,
    String settlement,
    long timeMs,
    List<Item> items,
    int repeat) {

  /**
   * One line.
   *
   * @param days days of treatment it is for
   */
  public record Item(int line, String drug, String molecule, int days) {}

  public Supplied {
    items = List.copyOf(items);
  }

  LocalDate date() {
    return CivilDate.of(timeMs);
  }

  /** Without the lines that came back. */
  Supplied without(List<Integer> lines) {
    return new Supplied(
        area,
        person,
        hospital,
        physician,
        dispenser,
        prescription,
        settlement,
        timeMs,
        items.stream().filter(item -> !lines.contains(item.line())).toList(),
        repeat);
  }

  /** Days for which it supplies a molecule; strengths of one prescription are taken together. */
  int daysOf(String molecule) {
    return items.stream()
        .filter(item -> item.molecule().equals(molecule))
        .mapToInt(Item::days)
        .max()
        .orElse(0);
  }
}
