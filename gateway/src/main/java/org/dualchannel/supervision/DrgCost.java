package org.dualchannel.supervision;

import java.util.List;
import org.dualchannel.registry.Period;

/**
 * What cases of one DRG group cost a hospital before and after negotiated drugs came in.
 *
 * @param group code of the DRG group
 * @param period the days on which the cases of {@code now} were discharged
 * @param molecules the negotiated drugs behind the change, by molecule; sorted
 * @param hospitalTotalFen cost of all DRG cases of the hospital in the period
 * @param before cases of a period of the same length without the drugs
 */
public record DrgCost(
    String group,
    Period period,
    List<String> molecules,
    long hospitalTotalFen,
    Cases before,
    Cases now) {

  /**
   * The cases of a period.
   *
   * @param count 1 or more
   * @param totalFen their whole cost
   * @param negotiatedFen what of it went for negotiated drugs
   */
  public record Cases(long count, long totalFen, long negotiatedFen) {}

  public DrgCost {
    molecules = molecules.stream().sorted().distinct().toList();
  }

  /**
   * Rise of cost by negotiated drugs over all cases of the period, in fen: what they cost now less
   * what as many cases would have cost in negotiated drugs before, but never more than the whole
   * cost rose, for what a drug saves elsewhere needs no compensation. 0 or less when nothing rose.
   */
  long riseFen() {
    long drugs =
        now.negotiatedFen() - Proportion.of(before.negotiatedFen(), now.count(), before.count());
    long whole = now.totalFen() - expectedFen();
    return Math.min(drugs, whole);
  }

  /** What the cases of the period would have cost at the cost of before. */
  long expectedFen() {
    return Proportion.of(before.totalFen(), now.count(), before.count());
  }

  boolean overlaps(DrgCost other) {
    return group.equals(other.group)
        && molecules.stream().anyMatch(other.molecules::contains)
        && !period.from().isAfter(other.period.to())
        && !other.period.from().isAfter(period.to());
  }
}
