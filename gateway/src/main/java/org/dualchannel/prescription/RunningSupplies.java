package org.dualchannel.prescription;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.rules.Rule;

/**
 * What one person has been handed out of one molecule, by anybody and not yet used up, oldest
 * first.
 *
 * @param supplies all of them
 */
public record RunningSupplies(List<Supply> supplies) {
  private static final int MOST_KEPT = 50;

  /** Nothing. */
  public static final RunningSupplies NONE = new RunningSupplies(List.of());

  /**
   * One dispensed line.
   *
   * @param course the prescription, and which repeat of it
   * @param from the day it was handed out
   * @param days days of treatment that it is for
   */
  public record Supply(String course, String settlement, int line, LocalDate from, int days) {}

  public RunningSupplies {
    supplies = List.copyOf(supplies);
  }

  /**
   * The first day on which enough is used up for the next supply; null when nothing runs.
   *
   * @param course its own supplies are left out: the rest of one course is no refill
   * @param usedUpBp how much has to be used up, in basis points of what was at hand last
   */
  @Rule("S2-20")
  public LocalDate earliestRefill(String course, int usedUpBp) {
    Supply last = onHand(course);
    return last == null
        ? null
        : last.from().plusDays(((long) last.days() * usedUpBp + 9_999) / 10_000);
  }

  /** Whether something is still to be used on a day. */
  public boolean runsOn(LocalDate date) {
    Supply last = onHand("");
    return last != null && last.from().plusDays(last.days()).isAfter(date);
  }

  /**
   * The last supply with what was left of those before it; strengths of one sale run side by side.
   */
  private Supply onHand(String withoutCourse) {
    Supply last = null;
    int before = 0;
    for (Supply each : supplies) {
      if (each.course().equals(withoutCourse)) {
        continue;
      }
      boolean sameSale = last != null && last.settlement().equals(each.settlement());
      if (last != null && !sameSale) {
        long left = last.days() - ChronoUnit.DAYS.between(last.from(), each.from());
        before = (int) Math.max(0, left);
      }
      int days = before + each.days();
      last = sameSale && last.days() >= days ? last : with(each, days);
    }
    return last;
  }

  private static Supply with(Supply supply, int days) {
    return new Supply(supply.course(), supply.settlement(), supply.line(), supply.from(), days);
  }

  /**
   * With one more, in the order of their days, as a purchase may be claimed late; what is used up
   * by its day is dropped, and the oldest beyond the most kept.
   */
  public RunningSupplies plus(Supply supply) {
    List<Supply> next = new ArrayList<>(runsOn(supply.from()) ? supplies : List.of());
    int at = next.size();
    while (at > 0 && next.get(at - 1).from().isAfter(supply.from())) {
      at--;
    }
    next.add(at, supply);
    return new RunningSupplies(next.subList(Math.max(0, next.size() - MOST_KEPT), next.size()));
  }

  /** Without a line that came back. */
  public RunningSupplies without(String settlement, int line) {
    return new RunningSupplies(
        supplies.stream()
            .filter(each -> !each.settlement().equals(settlement) || each.line() != line)
            .toList());
  }
}
