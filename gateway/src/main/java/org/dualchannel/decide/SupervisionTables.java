package org.dualchannel.decide;

import java.util.List;
import org.dualchannel.store.Table;
import org.dualchannel.store.Tables;
import org.dualchannel.supervision.AlertHandling;
import org.dualchannel.supervision.Complaint;
import org.dualchannel.supervision.DrgAdjustment;
import org.dualchannel.supervision.Escalation;
import org.dualchannel.supervision.HospitalFigures;
import org.dualchannel.supervision.SupervisionRules;

/** What people decided in supervision. What follows from other decisions is not here. */
final class SupervisionTables {
  final Table<String, SupervisionRules> rules;
  final Table<String, AlertHandling> alertHandlings;
  final Table<String, Complaint> complaints;
  final Table<String, Escalation> escalations;
  final Table<String, DrgAdjustment> drgAdjustments;
  final Table<String, DrgIds> drgAdjustmentsOfGroup;
  final Table<String, HospitalFigures> hospitalFigures;

  /** The adjustments proposed for one DRG group of an area, in the order of proposing. */
  record DrgIds(List<String> ids) {}

  SupervisionTables(Tables reference, Tables populations) {
    rules = State.table(reference, "supervision_rules", SupervisionRules.class, 1_000, 40);
    alertHandlings =
        State.table(populations, "alert_handlings", AlertHandling.class, 1_000_000, 350);
    complaints = State.table(populations, "complaints", Complaint.class, 500_000, 700);
    escalations = State.table(reference, "escalations", Escalation.class, 50_000, 500);
    drgAdjustments = State.table(reference, "drg_adjustments", DrgAdjustment.class, 50_000, 200);
    drgAdjustmentsOfGroup =
        State.table(reference, "drg_adjustments_of_group", DrgIds.class, 50_000, 60);
    hospitalFigures =
        State.table(populations, "hospital_figures", HospitalFigures.class, 1_000_000, 60);
  }

  List<Table<?, ?>> all() {
    return List.of(
        rules,
        alertHandlings,
        complaints,
        escalations,
        drgAdjustments,
        drgAdjustmentsOfGroup,
        hospitalFigures);
  }

  SupervisionRules rulesOf(String area) {
    SupervisionRules set = rules.get(area);
    return set == null ? SupervisionRules.DEFAULT : set;
  }
}
