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
    String key = key(area, hospital, monthOf(timeMs));
    months.put(key, month(area, hospital, monthOf(timeMs)).prescribed());
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
}
