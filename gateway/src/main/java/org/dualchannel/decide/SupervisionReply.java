package org.dualchannel.decide;

import org.dualchannel.codec.WireId;
import org.dualchannel.supervision.AlertHandling;
import org.dualchannel.supervision.Complaint;
import org.dualchannel.supervision.DrgAdjustment;
import org.dualchannel.supervision.Escalation;
import org.dualchannel.supervision.HospitalFigures;
import org.dualchannel.supervision.SupervisionRules;

/** What an act of supervision led to. Stored as {@link Reply}. */
public sealed interface SupervisionReply {

  /** The rules of an area from now on. */
  @WireId(61)
  record RulesSet(SupervisionRules rules) implements SupervisionReply {}

  /** What became of the alert. */
  @WireId(62)
  record AlertHandled(AlertHandling handling) implements SupervisionReply {}

  /** The complaint as it stands. */
  @WireId(63)
  record ComplaintChanged(Complaint complaint) implements SupervisionReply {}

  /** The escalation as it stands. */
  @WireId(64)
  record EscalationChanged(Escalation escalation) implements SupervisionReply {}

  /** The adjustment as it stands. */
  @WireId(65)
  record DrgAdjustmentChanged(DrgAdjustment adjustment) implements SupervisionReply {}

  /** The figures taken note of. */
  @WireId(66)
  record FiguresReported(HospitalFigures figures) implements SupervisionReply {}
}
