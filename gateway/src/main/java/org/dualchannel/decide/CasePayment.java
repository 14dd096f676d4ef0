package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;
import org.dualchannel.supervision.DrgAdjustment;

/** Compensation of what negotiated drugs add to the cost of DRG groups. */
@Rule("S2-10")
final class CasePayment {
  private CasePayment() {}

  static SupervisionReply propose(Turn turn, SupervisionAct.ProposeDrgAdjustment act) {
    turn.only(Role.HOSPITAL, act.hospital(), "propose adjustments for " + act.hospital());
    Enrolling.refuseOtherArea(turn, turn.state.institution(act.hospital()));
    Refusal.refuseIf(DrgAdjustment.refuseWithoutRise(act.cost()));
    SupervisionTables tables = turn.state.supervision;
    String groupKey = turn.area + '/' + act.cost().group();
    SupervisionTables.DrgIds earlier = tables.drgAdjustmentsOfGroup.get(groupKey);
    List<String> ids = new ArrayList<>(earlier == null ? List.of() : earlier.ids());
    for (String id : ids) {
      DrgAdjustment other = tables.drgAdjustments.get(id);
      Refusal.refuseIf(other.refuseSameCost(act.hospital(), act.lever(), act.cost()));
    }
    turn.state.room(tables.drgAdjustments, 1);
    turn.state.room(tables.drgAdjustmentsOfGroup, 1);

    DrgAdjustment adjustment =
        DrgAdjustment.proposed(
            turn.state.sequences.nextDrgAdjustment(turn.area),
            turn.area,
            act.hospital(),
            act.lever(),
            act.cost(),
            act.currentE4(),
            turn.timeMs);
    ids.add(adjustment.id());
    tables.drgAdjustmentsOfGroup.put(groupKey, new SupervisionTables.DrgIds(ids));
    return put(turn, adjustment);
  }

  static SupervisionReply decide(Turn turn, SupervisionAct.DecideDrgAdjustment act) {
    turn.onlyBureau("decide adjustments");
    DrgAdjustment known = turn.state.supervision.drgAdjustments.get(act.adjustment());
    DrgAdjustment adjustment =
        Refusal.known(
            known == null || !known.area().equals(turn.area) ? null : known,
            Reason.DRG_ADJUSTMENT_UNKNOWN,
            "adjustment",
            act.adjustment());
    Refusal.refuseIf(adjustment.refuseDecided());

    return put(turn, adjustment.decided(act.approve(), act.reason(), turn.principal, turn.timeMs));
  }

  private static SupervisionReply put(Turn turn, DrgAdjustment adjustment) {
    turn.state.supervision.drgAdjustments.put(adjustment.id(), adjustment);
    return new SupervisionReply.DrgAdjustmentChanged(adjustment);
  }
}
