package org.dualchannel.supervision;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.rules.Rule;

/**
 * Keeps, by prescribing hospital and month, what its prescriptions amount to, and which of them
 * were drawn for review. Told facts in log order; not thread-safe.
 */
@Rule("S2-1")
public final class HospitalBook {
  /** Sampled prescriptions that go into one page of a snapshot. */
  private static final int SAMPLE_PORTION = 10_000;

  private final Map<String, HospitalMonth> months = new HashMap<>();
  private final Map<String, List<String>> samples = new HashMap<>();
  private final Map<String, Integer> sampleBp = new HashMap<>();

  /** The month of a log time. */
  public static String monthOf(long timeMs) {
    return YearMonth.from(CivilDate.of(timeMs)).toString();
  }

  /** Share of an area's prescriptions that is drawn from now on, in basis points. */
  public void sampling(String area, int bp) {
    sampleBp.put(area, bp);
  }

  /** A prescription was accepted: it counts, and is drawn or not, wherever it will go. */
  @Rule("S2-1")
  public void prescribed(String area, String hospital, String prescription, long timeMs) {
    String month = monthOf(timeMs);
    String key = key(area, hospital, month);
    HospitalMonth known = months.get(key);
    HospitalMonth before = known == null ? HospitalMonth.empty(area, hospital, month) : known;
    months.put(key, before.prescribed());
    int bp = sampleBp.getOrDefault(area, SupervisionRules.DEFAULT.sampleBp());
    if (ReviewSample.draws(prescription, bp)) {
      samples.computeIfAbsent(key, each -> new ArrayList<>()).add(prescription);
    }
  }

  /** Drugs were dispensed on a prescription of the hospital, or, with amounts below 0, returned. */
  public void dispensed(
      String area,
      String hospital,
      String dispenser,
      HospitalMonth.Dispensed amounts,
      long timeMs) {
    String month = monthOf(timeMs);
    months.put(
        key(area, hospital, month), month(area, hospital, month).dispensed(dispenser, amounts));
  }

  /** One hospital's month; all zero when nothing happened. */
  public HospitalMonth month(String area, String hospital, String month) {
    HospitalMonth known = months.get(key(area, hospital, month));
    return known == null ? HospitalMonth.empty(area, hospital, month) : known;
  }

  /** The prescriptions of one hospital's month that were drawn, in log order. */
  public List<String> sample(String area, String hospital, String month) {
    return List.copyOf(samples.getOrDefault(key(area, hospital, month), List.of()));
  }

  private static String key(String area, String hospital, String month) {
    return area + '/' + hospital + '/' + month;
  }

  /**
   * A part of the book for a snapshot; what it is of is not null, the others are.
   *
   * @param month a hospital's month
   * @param sample prescriptions that were drawn from one month
   * @param rate share that is drawn in one area
   */
  public record Page(HospitalMonth month, Sample sample, Rate rate) {}

  /** Prescriptions drawn from one hospital's month. */
  public record Sample(String key, List<String> prescriptions) {}

  /** Share of an area's prescriptions that is drawn, in basis points. */
  public record Rate(String area, int bp) {}

  /** The whole book as it is now; nothing in it changes any more. */
  public List<Page> fixed() {
    List<Page> pages = new ArrayList<>(months.size());
    months.values().forEach(each -> pages.add(new Page(each, null, null)));
    samples.forEach(
        (key, drawn) -> {
          for (int from = 0; from < drawn.size(); from += SAMPLE_PORTION) {
            int to = Math.min(from + SAMPLE_PORTION, drawn.size());
            pages.add(new Page(null, new Sample(key, List.copyOf(drawn.subList(from, to))), null));
          }
        });
    sampleBp.forEach((area, bp) -> pages.add(new Page(null, null, new Rate(area, bp))));
    return pages;
  }

  /** Puts a page back. */
  public void load(Page page) {
    if (page.month() != null) {
      HospitalMonth month = page.month();
      months.put(key(month.area(), month.hospital(), month.month()), month);
    } else if (page.sample() != null) {
      samples
          .computeIfAbsent(page.sample().key(), each -> new ArrayList<>())
          .addAll(page.sample().prescriptions());
    } else {
      sampleBp.put(page.rate().area(), page.rate().bp());
    }
  }
}
