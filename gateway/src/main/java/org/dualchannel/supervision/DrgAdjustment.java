package org.dualchannel.supervision;

import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * A proposal to compensate what negotiated drugs add to the cost of a DRG group: by the weight of
 * the group, for every hospital, or by the rate coefficient of the one hospital. One cost is
 * compensated once.
 *
 * @param currentE4 weight or coefficient in force, in 1/10,000
 * @param proposedE4 what the cost calls for, in 1/10,000
 * @param riseFen the rise that is compensated
 * @param status how far it got
 * @param decidedBy who decided; null while it is proposed
 * @param decision reason of the decision; empty while it is proposed
 */
@Rule("S2-10")
public record DrgAdjustment(
    String id,
    String area,
    String hospital,
    Lever lever,
    DrgCost cost,
    long currentE4,
    long proposedE4,
    long riseFen,
    Status status,
    Principal decidedBy,
    String decision,
    long updatedMs) {

  /** What is adjusted. Append only. */
  public enum Lever {
    GROUP_WEIGHT,
    HOSPITAL_COEFFICIENT
  }

  /** How far a proposal got. Append only. */
  public enum Status {
    PROPOSED,
    APPROVED,
    REJECTED
  }

  /** The proposal that the cost calls for. */
  public static DrgAdjustment proposed(
      String id,
      String area,
      String hospital,
      Lever lever,
      DrgCost cost,
      long currentE4,
      long timeMs) {
    return new DrgAdjustment(
        id,
        area,
        hospital,
        lever,
        cost,
        currentE4,
        proposedE4(lever, cost, currentE4),
        cost.riseFen(),
        Status.PROPOSED,
        null,
        "",
        timeMs);
  }

  /**
   * The weight rises as the cost of the group's cases; the coefficient, which multiplies every case
   * of the hospital, as the cost of all of them.
   */
  @Rule("S2-10")
  static long proposedE4(Lever lever, DrgCost cost, long currentE4) {
    long base =
        lever == Lever.GROUP_WEIGHT ? cost.expectedFen() : cost.hospitalTotalFen() - cost.riseFen();
    return currentE4 + Proportion.of(currentE4, cost.riseFen(), base);
  }

  /** Refuses a cost that negotiated drugs did not raise; null when they did. */
  public static Rejection refuseWithoutRise(DrgCost cost) {
    return cost.riseFen() > 0
        ? null
        : Rejection.of(Reason.DRG_NO_RISE, "group", cost.group(), "rise_fen", cost.riseFen());
  }

  /**
   * Refuses a proposal for a cost that this one compensates: same group, drug and days, and either
   * is by the weight, which reaches every hospital, or both are of one hospital. Null when it does
   * not, or was rejected.
   */
  @Rule("S2-10")
  public Rejection refuseSameCost(String otherHospital, Lever otherLever, DrgCost other) {
    boolean reaches =
        lever == Lever.GROUP_WEIGHT
            || otherLever == Lever.GROUP_WEIGHT
            || hospital.equals(otherHospital);
    return status != Status.REJECTED && reaches && cost.overlaps(other)
        ? Rejection.of(
            Reason.DRG_COST_COMPENSATED, "group", other.group(), "adjustment", id, "lever", lever)
        : null;
  }

  /** Refuses a second decision; null for the first. */
  public Rejection refuseDecided() {
    return status == Status.PROPOSED
        ? null
        : Rejection.of(Reason.DRG_DECIDED, "adjustment", id, "status", status);
  }

  /** Approved or rejected. */
  public DrgAdjustment decided(boolean approve, String reason, Principal by, long timeMs) {
    return new DrgAdjustment(
        id,
        area,
        hospital,
        lever,
        cost,
        currentE4,
        proposedE4,
        riseFen,
        approve ? Status.APPROVED : Status.REJECTED,
        by,
        reason,
        timeMs);
  }
}
