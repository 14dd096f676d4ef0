package org.dualchannel.decide;

import java.util.List;
import org.dualchannel.codec.WireId;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.routing.Route;
import org.dualchannel.rules.Rejection;
import org.dualchannel.screening.Finding;

/**
 * What an accepted command answers. It is stored under the request id and given again to a retry,
 * so its form is part of the format of the state: append, never reorder or reuse.
 */
public sealed interface Reply {

  /** The prescription circulates. */
  @WireId(1)
  record Submitted(
      String prescription,
      long untilMs,
      Route route,
      List<SelfPaidLine> selfPaid,
      List<Finding> findings)
      implements Reply {
    public Submitted {
      selfPaid = List.copyOf(selfPaid);
      findings = List.copyOf(findings);
    }
  }

  /** A line that the patient pays alone, and why insurance does not. */
  record SelfPaidLine(int line, Rejection why) {}

  /** The state of a prescription after cancel or release. */
  @WireId(2)
  record Changed(String prescription, Prescription.Status status) implements Reply {}

  /** The claim is yours until the time given. */
  @WireId(3)
  record Claimed(String prescription, String secret, long untilMs) implements Reply {}

  /** Handed out and settled. */
  @WireId(4)
  record Dispensed(Settlement settlement, Prescription.Status status) implements Reply {}

  /** Taken back and reversed. */
  @WireId(5)
  record Returned(Settlement settlement, Refund refund, Prescription.Status status)
      implements Reply {}

  /** Stock taken note of. */
  @WireId(6)
  record StockReported(int accepted, List<String> outdated) implements Reply {
    public StockReported {
      outdated = List.copyOf(outdated);
    }
  }

  /** The enrolment as it stands. */
  @WireId(7)
  record Enrolled(Enrolment enrolment) implements Reply {}

  /** Registry entries written. */
  @WireId(8)
  record Imported(int created, int replaced) implements Reply {}

  /** A catalogue version as it stands. */
  @WireId(9)
  record CatalogueChanged(String version, int drugs, boolean published) implements Reply {}

  /** The policy is filed. */
  @WireId(10)
  record PolicyCreated(String policy) implements Reply {}

  /** Nothing to say. */
  @WireId(11)
  record Noted() implements Reply {}

  /** Earlier enrolments taken over, by their new ids, in the order of the command. */
  @WireId(12)
  record EnrolmentsImported(List<String> enrolments) implements Reply {
    public EnrolmentsImported {
      enrolments = List.copyOf(enrolments);
    }
  }

  /** The enrolments as they go on at the new hospital, in the order of the command. */
  @WireId(30)
  record EnrolmentsTransferred(List<Enrolment> enrolments) implements Reply {
    public EnrolmentsTransferred {
      enrolments = List.copyOf(enrolments);
    }
  }

  /** A purchase is reimbursed. */
  @WireId(35)
  record OfflineClaimFiled(OfflineClaim claim, Settlement settlement) implements Reply {}

  /** A claim is taken back, and the money with it. */
  @WireId(36)
  record OfflineClaimVoided(OfflineClaim claim, Settlement settlement, Refund refund)
      implements Reply {}

  /** The answer of the supply side. */
  @WireId(40)
  record Supplied(SupplyReply reply) implements Reply {}

  /** What an act of supervision led to. */
  @WireId(60)
  record Supervised(SupervisionReply result) implements Reply {}
}
