package org.dualchannel.decide;

import java.time.LocalDate;
import org.dualchannel.codec.WireId;
import org.dualchannel.registry.Principal;
import org.dualchannel.supervision.Alert;
import org.dualchannel.supervision.AlertHandling;
import org.dualchannel.supervision.Complaint;
import org.dualchannel.supervision.DrgAdjustment;
import org.dualchannel.supervision.DrgCost;
import org.dualchannel.supervision.Escalation;
import org.dualchannel.supervision.SupervisionRules;

/** The commands of supervision. Part of the log's format as {@link Body}. */
public sealed interface SupervisionAct {

  /** The bureau sets what the supervision of its area goes by. */
  @WireId(61)
  record SetRules(SupervisionRules rules) implements SupervisionAct {}

  /**
   * The bureau confirms or dismisses an alert.
   *
   * @param alert as the watch raised it; the log keeps what the bureau saw
   */
  @WireId(62)
  record HandleAlert(Alert alert, AlertHandling.Verdict verdict, String reason)
      implements SupervisionAct {}

  /** A complaint is received. */
  @WireId(63)
  record FileComplaint(Complaint.Matter matter) implements SupervisionAct {}

  /** The bureau puts somebody in charge. */
  @WireId(64)
  record AssignComplaint(String complaint, Principal to, String note) implements SupervisionAct {}

  /** The one in charge answers. */
  @WireId(65)
  record AnswerComplaint(String complaint, String answer) implements SupervisionAct {}

  /** The bureau ends a complaint. */
  @WireId(66)
  record CloseComplaint(String complaint, Complaint.Result result, String note)
      implements SupervisionAct {}

  /** A serious matter goes up to bureau and health commission. */
  @WireId(67)
  record Escalate(Escalation.Matter matter, String reference, String text, LocalDate occurred)
      implements SupervisionAct {}

  /** Bureau or health commission answers it. */
  @WireId(68)
  record AnswerEscalation(String escalation, String text) implements SupervisionAct {}

  /** A hospital proposes to have the cost of negotiated drugs in a DRG group compensated. */
  @WireId(69)
  record ProposeDrgAdjustment(
      String hospital, DrgAdjustment.Lever lever, DrgCost cost, long currentE4)
      implements SupervisionAct {}

  /** The bureau approves or rejects it. */
  @WireId(70)
  record DecideDrgAdjustment(String adjustment, boolean approve, String reason)
      implements SupervisionAct {}

  /** A hospital's figures of a month, which replace those reported before. */
  @WireId(71)
  record ReportFigures(
      String hospital, String month, long visits, long medicalFen, long drugFen, long negotiatedFen)
      implements SupervisionAct {}
}
