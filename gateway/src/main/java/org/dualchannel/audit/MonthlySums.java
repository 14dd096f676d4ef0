package org.dualchannel.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dualchannel.decide.Event;
import org.dualchannel.decide.Settlement;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.reimbursement.Breakdown;
import org.dualchannel.reimbursement.SettlementLine;

/**
 * The sums that reports must show, straight from the log: by area and month, dispensings in the
 * month in which they were made, and what returns changed in the month of the return.
 */
public final class MonthlySums {
  private final Map<String, Standing> standing = new HashMap<>();
  private final SortedMap<String, long[]> sums = new TreeMap<>();

  /** What a settlement amounts to now. */
  private record Standing(long quantityE4, long medfeeFen, long fundFen, long psnPartFen) {
    static final Standing NONE = new Standing(0, 0, 0, 0);

    static Standing of(Settlement settlement) {
      long quantityE4 = 0;
      for (SettlementLine line : settlement.input().lines()) {
        quantityE4 += line.quantityE4();
      }
      Breakdown totals = settlement.result().totals();
      return new Standing(quantityE4, totals.medfeeFen(), totals.fundFen(), totals.psnPartFen());
    }
  }

  /**
   * What one month came to.
   *
   * @param month {@code yyyymm}
   */
  public record Sum(
      String area,
      int month,
      long settlements,
      long returns,
      long quantityE4,
      long medfeeFen,
      long fundFen,
      long psnPartFen) {}

  /** Adds what an event changes. */
  public void add(Event event) {
    if (event instanceof Event.Settled settled) {
      book(settled.settlement(), settled.settlement().timeMs(), 0);
    } else if (event instanceof Event.Reversed reversed) {
      book(reversed.settlement(), reversed.refund().timeMs(), 1);
    }
  }

  private void book(Settlement settlement, long timeMs, int kind) {
    Standing now = Standing.of(settlement);
    Standing before = standing.put(settlement.id(), now);
    if (before == null) {
      before = Standing.NONE;
    }
    var date = CivilDate.of(timeMs);
    String key = settlement.area() + '/' + (date.getYear() * 100 + date.getMonthValue());
    long[] sum = sums.computeIfAbsent(key, month -> new long[6]);
    sum[kind]++;
    sum[2] += now.quantityE4 - before.quantityE4;
    sum[3] += now.medfeeFen - before.medfeeFen;
    sum[4] += now.fundFen - before.fundFen;
    sum[5] += now.psnPartFen - before.psnPartFen;
  }

  /** The sums by area and month. */
  public List<Sum> sums() {
    List<Sum> all = new ArrayList<>();
    sums.forEach(
        (key, sum) -> {
          int slash = key.indexOf('/');
          int month = Integer.parseInt(key.substring(slash + 1));
          all.add(
              new Sum(
                  key.substring(0, slash), month, sum[0], sum[1], sum[2], sum[3], sum[4], sum[5]));
        });
    return all;
  }
}
