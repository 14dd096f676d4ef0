package org.dualchannel.decide;

import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.supply.SupplyRules;

/** The commands of the supply side, each handed to the class that decides it. */
final class Supplying {
  private Supplying() {}

  static Reply decide(Turn turn, SupplyCommand command) {
    if (command == null) {
      throw Refusal.refusal(Reason.INVALID_REQUEST);
    }
    SupplyBounds.refuseOutside(command);
    return new Reply.Supplied(dispatch(turn, command));
  }

  private static SupplyReply dispatch(Turn turn, SupplyCommand command) {
    if (command instanceof SupplyCommand.FileSupplyRules file) {
      return file(turn, file.rules());
    } else if (command instanceof SupplyCommand.CompleteFormularyTask review) {
      return CatalogueTasks.review(turn, review);
    } else if (command instanceof SupplyCommand.ConfirmCodes confirm) {
      return CatalogueTasks.confirm(turn, confirm);
    } else if (command instanceof SupplyCommand.ReportFormulary report) {
      return Provision.report(turn, report);
    } else if (command instanceof SupplyCommand.RecordUnstocked record) {
      return Provision.record(turn, record);
    } else if (command instanceof SupplyCommand.QualifyPharmacy qualify) {
      return PharmacyPublishing.qualify(turn, qualify);
    } else if (command instanceof SupplyCommand.PublishPharmacyList) {
      return PharmacyPublishing.publish(turn);
    } else if (command instanceof SupplyCommand.FileClause file) {
      return Assessing.file(turn, file);
    } else if (command instanceof SupplyCommand.ScoreYear score) {
      return Assessing.score(turn, score);
    } else if (command instanceof SupplyCommand.OrderDelivery order) {
      return Delivering.order(turn, order);
    } else if (command instanceof SupplyCommand.StepDelivery step) {
      return Delivering.step(turn, step);
    } else if (command instanceof SupplyCommand.OfferSlots offer) {
      return Appointments.offer(turn, offer);
    } else if (command instanceof SupplyCommand.BookSlot book) {
      return Appointments.book(turn, book);
    } else if (command instanceof SupplyCommand.CancelBooking cancel) {
      return Appointments.cancel(turn, cancel);
    }
    throw new IllegalStateException("no one decides " + command.getClass());
  }

  private static SupplyReply file(Turn turn, SupplyRules rules) {
    Parties.authority(turn, "file supply rules", Role.BUREAU);
    if (!rules.area().equals(turn.area)) {
      throw turn.notPermitted("file supply rules of " + rules.area());
    }
    turn.state.supply.file(rules);
    return new SupplyReply.Filed();
  }
}
