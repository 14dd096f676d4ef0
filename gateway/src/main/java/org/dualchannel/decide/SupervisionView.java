package org.dualchannel.decide;

import org.dualchannel.supervision.AlertHandling;
import org.dualchannel.supervision.Complaint;
import org.dualchannel.supervision.DrgAdjustment;
import org.dualchannel.supervision.Escalation;
import org.dualchannel.supervision.HospitalFigures;
import org.dualchannel.supervision.SupervisionRules;

/** Reads of what was decided in supervision, one entry at a time; as {@link View}. */
public final class SupervisionView {
  private final SupervisionTables tables;

  SupervisionView(SupervisionTables tables) {
    this.tables = tables;
  }

  /** The rules of an area; the defaults when it has set none. */
  public SupervisionRules rules(String area) {
    return tables.rulesOf(area);
  }

  /** What became of an alert; null while it is open. */
  public AlertHandling handling(String area, String alert) {
    return tables.alertHandlings.get(Supervising.alertKey(area, alert));
  }

  public Complaint complaint(String id) {
    return tables.complaints.get(id);
  }

  public Escalation escalation(String id) {
    return tables.escalations.get(id);
  }

  public DrgAdjustment drgAdjustment(String id) {
    return tables.drgAdjustments.get(id);
  }

  /** What a hospital reported of a month; null when nothing. */
  public HospitalFigures figures(String hospital, String month) {
    return tables.hospitalFigures.get(Supervising.figuresKey(hospital, month));
  }
}
