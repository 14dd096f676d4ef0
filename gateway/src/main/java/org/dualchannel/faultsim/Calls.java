package org.dualchannel.faultsim;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Outcome;
import org.dualchannel.pipeline.Commands;
import org.dualchannel.rules.Reason;

/** Carries calls from clients to members and answers back; either may be lost or come twice. */
final class Calls {
  private static final long CALL_MS = 800;

  private final Agenda agenda;
  private final Chance chance;
  private final Trace trace;
  private final Weather weather;
  private final List<Member> members;

  Calls(Agenda agenda, Chance chance, Trace trace, Weather weather, List<Member> members) {
    this.agenda = agenda;
    this.chance = chance;
    this.trace = trace;
    this.weather = weather;
    this.members = members;
  }

  long nowNs() {
    return TimeUnit.MILLISECONDS.toNanos(agenda.nowMs());
  }

  /** Sends the next attempt of an operation to any member. */
  void send(Operation operation) {
    int target = chance.below(members.size());
    int attempt = operation.attempts;
    Member member = members.get(target);
    trace.note(agenda.nowMs(), "client calls member #, order #", target, operation.invoked);
    if (trace.recording()) {
      trace.line(agenda.nowMs(), "  " + operation);
    }
    Command command = operation.command();
    int copies = weather.copies(chance);
    operation.inDoubt |= copies > 1; // what refuses one of them says nothing of the other
    for (int copy = copies; copy > 0; copy--) {
      agenda.in(weather.delayMs(chance), () -> arrive(operation, attempt, command, member));
    }
  }

  private void arrive(Operation operation, int attempt, Command command, Member member) {
    Client client = operation.client;
    if (!member.up) {
      answer(() -> client.refusedAttempt(operation, attempt));
    } else if (operation.kind == Happening.Kind.GET) {
      read(operation, attempt, member);
    } else {
      long deadlineNs = nowNs() + TimeUnit.MILLISECONDS.toNanos(CALL_MS);
      member.node.send(
          command,
          deadlineNs,
          nowNs(),
          new Commands.Answer() {
            @Override
            public void decided(Outcome outcome) {
              answer(() -> client.decided(operation, member.id, outcome));
            }

            @Override
            public void undecided(boolean certainlyNot, Reason reason, String cause) {
              if (certainlyNot) {
                answer(() -> client.refusedAttempt(operation, attempt));
              } else {
                answer(() -> client.doubtfulAttempt(operation, attempt));
              }
            }
          });
    }
  }

  private void read(Operation operation, int attempt, Member member) {
    Client client = operation.client;
    if (member.ready()) {
      Happening.Sight sight = Happening.Sight.of(member.view.prescription(operation.paper.id));
      long timeMs = member.node.lastTimeMs();
      answer(() -> client.shown(operation, member, sight, timeMs));
    } else {
      answer(() -> client.refusedAttempt(operation, attempt));
    }
  }

  private void answer(Runnable arrival) {
    for (int copy = weather.copies(chance); copy > 0; copy--) {
      agenda.in(weather.delayMs(chance), arrival);
    }
  }
}
