package org.dualchannel.decide;

import java.util.List;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Rejection;

/**
 * Decides commands, one after another, in log order. Not thread-safe: there is one, and it belongs
 * to the decision stage.
 */
public final class Decider {
  /** Timers fired with one command at most; the rest follow with the next. */
  static final int TIMERS_AT_ONCE = 256;

  private final State state;
  private final Requests requests;
  private long index;
  private long timeMs;

  /**
   * What one command led to.
   *
   * @param repeated whether the outcome is the first one of a request id seen before
   * @param events what follows from it, in order; empty when refused or repeated, timers aside
   * @param command what was decided
   */
  public record Decision(Outcome outcome, boolean repeated, List<Event> events, Command command) {
    public Decision {
      events = List.copyOf(events);
    }
  }

  /** A decider for an empty state. */
  public Decider(State state) {
    this.state = state;
    this.requests = new Requests(state);
  }

  /** The number of records decided so far. */
  public long index() {
    return index;
  }

  /** Log time of the last record decided. */
  public long timeMs() {
    return timeMs;
  }

  /** What a snapshot holds of the decider and its state. The deciding thread. */
  public DeciderParts parts() {
    return new DeciderParts(this, state, requests);
  }

  /** Goes on after a record. */
  void goOn(long lastIndex, long lastTimeMs) {
    index = lastIndex;
    timeMs = lastTimeMs;
  }

  /** When a timer is due next, as log time; {@code Long.MAX_VALUE} when none is. Any thread. */
  public long nextDueMs() {
    return state.deadlines.nextDueMs();
  }

  /**
   * Decides the next record of the log.
   *
   * @param logTimeMs time that the log gave the record; a log that goes back is read as standing
   *     still
   */
  public Decision decide(long logTimeMs, Command command) {
    index++;
    timeMs = Math.max(timeMs, logTimeMs);
    Turn turn = new Turn(state, index, timeMs, command.principal(), command.area());
    fireTimers(turn);
    requests.forgetOld(timeMs);
    String key = Requests.key(command);
    Outcome first = requests.repeated(command, key);
    if (first != null) {
      return new Decision(first, true, turn.events(), command);
    }
    Outcome outcome = outcome(turn, command);
    requests.remember(command, key, outcome);
    return new Decision(outcome, false, turn.events(), command);
  }

  private Outcome outcome(Turn turn, Command command) {
    Reply reply = null;
    Rejection rejection = null;
    try {
      requests.refuseWithoutRoom(command);
      reply = dispatch(turn, command.body());
    } catch (Refusal refusal) {
      rejection = refusal.rejection();
      refusal.leave();
    }
    return new Outcome(index, timeMs, turn.catalogueId(), turn.policyId(), reply, rejection);
  }

  private static Reply dispatch(Turn turn, Body body) {
    if (body instanceof Body.SubmitPrescription submit) {
      return Submission.submit(turn, submit);
    } else if (body instanceof Body.CancelPrescription cancel) {
      return Circulation.cancel(turn, cancel);
    } else if (body instanceof Body.ClaimPrescription claim) {
      return Circulation.claim(turn, claim);
    } else if (body instanceof Body.ReleasePrescription release) {
      return Circulation.release(turn, release);
    } else if (body instanceof Body.DispensePrescription dispense) {
      return Dispensing.dispense(turn, dispense);
    } else if (body instanceof Body.MarkNotDispensed mark) {
      return NotDispensing.mark(turn, mark);
    } else if (body instanceof Body.ReturnDispense giveBack) {
      return Returning.giveBack(turn, giveBack);
    } else if (body instanceof Body.ReportStock stock) {
      return Stocking.report(turn, stock);
    } else if (body instanceof Body.CreateEnrolment create) {
      return Enrolling.create(turn, create);
    } else if (body instanceof Body.UpdateEnrolment update) {
      return Enrolling.update(turn, update);
    } else if (body instanceof Body.ReassessEnrolment reassess) {
      return Enrolling.reassess(turn, reassess);
    } else if (body instanceof Body.WithdrawEnrolment withdraw) {
      return Enrolling.withdraw(turn, withdraw);
    } else if (body instanceof Body.ImportEnrolments earlier) {
      return TakingOver.takeOver(turn, earlier);
    } else if (body instanceof Body.TransferEnrolments transfer) {
      return Transferring.transfer(turn, transfer);
    } else if (body instanceof Body.ImportRegistry entries) {
      return Registration.register(turn, entries);
    } else if (body instanceof Body.CreateCatalogueVersion create) {
      return Publishing.create(turn, create);
    } else if (body instanceof Body.AddDrugs add) {
      return Publishing.add(turn, add);
    } else if (body instanceof Body.PublishCatalogueVersion publish) {
      return Publishing.publish(turn, publish);
    } else if (body instanceof Body.CreatePolicy create) {
      return Publishing.file(turn, create);
    } else if (body instanceof Body.SubmitOfflineClaim claim) {
      return Claiming.submit(turn, claim);
    } else if (body instanceof Body.VoidOfflineClaim voided) {
      return Claiming.voidClaim(turn, voided);
    } else if (body instanceof Body.Supply supply) {
      return Supplying.decide(turn, supply.command());
    } else if (body instanceof Body.Supervise supervise) {
      return new Reply.Supervised(Supervising.act(turn, supervise.act()));
    } else if (body instanceof Body.SetCapacities set) {
      turn.only(Role.SYSTEM, Principal.SYSTEM.code(), "set capacities");
      turn.state.limit(set.capacities());
    } else if (body instanceof Body.ActivateLogic activate) {
      turn.only(Role.SYSTEM, Principal.SYSTEM.code(), "activate a version of the rules");
      turn.state.logic.activate(activate.version());
    }
    return new Reply.Noted();
  }

  private void fireTimers(Turn turn) {
    for (int i = 0; i < TIMERS_AT_ONCE; i++) {
      Deadlines.Deadline due = state.deadlines.takeDue(timeMs);
      if (due == null) {
        return;
      }
      if (due.kind() == Deadlines.Kind.SUPPLY_TASK) {
        CatalogueTasks.timeIsUp(turn, due.id());
        continue;
      }
      if (due.kind() == Deadlines.Kind.ENROLMENT) {
        EnrolmentDates.timeIsUp(turn, due.id());
        continue;
      }
      Prescription prescription = state.prescriptions.get(due.id());
      if (prescription != null) {
        Circulation.timeIsUp(turn, due.kind(), prescription);
      }
    }
  }
}
