package org.dualchannel.faultsim;

import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.faultsim.Happening.Answer;
import org.dualchannel.faultsim.Happening.Kind;
import org.dualchannel.registry.Principal;

/**
 * A terminal of a hospital, a pharmacy or the agency: does one thing after another, asks again with
 * the same request id while it is in doubt, at the same node or another, and sometimes gives up
 * without ever knowing.
 */
final class Client {
  private final Simulation town;
  private final Chance chance;
  private final Principal principal;
  private final int number;
  private final Errands errands;
  private Operation current;

  Client(Simulation town, Chance chance, int number, Principal principal) {
    this.town = town;
    this.chance = chance;
    this.number = number;
    this.principal = principal;
    errands = new Errands(town, chance, number, this);
  }

  Principal principal() {
    return principal;
  }

  boolean busy() {
    return current != null;
  }

  void start() {
    town.agenda.in(chance.between(0, 300), this::think);
  }

  private void think() {
    if (town.weather.calm()) {
      return;
    }
    current = errands.next();
    if (current == null) {
      rest();
    } else {
      if (current.paper != null) {
        current.paper.asked++;
      }
      attempt(current);
    }
  }

  private void rest() {
    current = null;
    town.agenda.in(chance.between(5, 250), this::think);
  }

  private void attempt(Operation operation) {
    int attempt = ++operation.attempts;
    town.calls.send(operation);
    town.agenda.in(
        chance.between(400, 2_500),
        () -> {
          if (!operation.over && operation.attempts == attempt) {
            operation.inDoubt = true;
            again(operation);
          }
        });
  }

  private void again(Operation operation) {
    boolean patient = town.weather.calm() || chance.below(6) > 0;
    if (patient && operation.kind != Kind.GET) {
      attempt(operation);
    } else {
      giveUp(operation);
    }
  }

  /** It may have happened, and may yet happen. */
  private void giveUp(Operation operation) {
    town.trace.note(
        town.agenda.nowMs(), "client # gives up after # attempts", number, operation.attempts);
    operation.over = true;
    if (operation.paper != null && operation.kind != Kind.GET && operation.inDoubt) {
      operation.paper.history.add(operation.happening(null));
    }
    rest();
  }

  /** The node says that this attempt did and will do nothing. */
  void refusedAttempt(Operation operation, int attempt) {
    if (!operation.over && operation.attempts == attempt) {
      operation.attempts++; // so that the timer of this attempt finds it idle
      town.agenda.in(
          chance.between(20, 200),
          () -> {
            if (!operation.over) { // an earlier attempt may have been answered meanwhile
              again(operation);
            }
          });
    }
  }

  /** The node does not know what became of this attempt. */
  void doubtfulAttempt(Operation operation, int attempt) {
    if (!operation.over) {
      operation.inDoubt = true;
      refusedAttempt(operation, attempt);
    }
  }

  void shown(Operation operation, Member member, Happening.Sight sight, long timeMs) {
    if (!operation.over) {
      Answer answer = new Answer(town.order(), member.id, null, timeMs, "", 0, sight);
      finish(operation, operation.happening(answer));
    }
  }

  void decided(Operation operation, int node, Outcome outcome) {
    if (operation.over && operation.outcome == null) {
      return; // given up: nobody listens
    }
    town.promises.acknowledged(operation, outcome);
    if (operation.over) {
      return;
    }
    operation.outcome = outcome;
    town.trace.note(
        town.agenda.nowMs(), "client # has the outcome of record #", number, outcome.index());
    town.told(operation, outcome);
    town.knownTimeMs = Math.max(town.knownTimeMs, outcome.timeMs());
    finish(operation, operation.happening(answer(node, outcome)));
  }

  private Answer answer(int node, Outcome outcome) {
    String secret = "";
    long untilMs = 0;
    if (outcome.reply() instanceof Reply.Submitted submitted) {
      untilMs = submitted.untilMs();
    } else if (outcome.reply() instanceof Reply.Claimed claimed) {
      secret = claimed.secret();
      untilMs = claimed.untilMs();
    }
    return new Answer(
        town.order(),
        node,
        outcome.accepted() ? null : outcome.rejection().reason(),
        outcome.timeMs(),
        secret,
        untilMs,
        null);
  }

  private void finish(Operation operation, Happening happening) {
    operation.over = true;
    Paper paper = operation.paper;
    if (operation.outcome != null
        && operation.outcome.reply() instanceof Reply.Submitted submitted) {
      paper = new Paper(submitted.prescription(), principal.code(), operation.amounts);
      town.papers.add(paper);
    }
    if (paper != null) {
      paper.history.add(happening);
      if (operation.outcome != null) {
        learn(paper, operation);
      }
    }
    rest();
  }

  private void learn(Paper paper, Operation operation) {
    Reply reply = operation.outcome.reply();
    if (reply instanceof Reply.Claimed claimed) {
      paper.secrets.put(principal.code(), claimed.secret());
    } else if (reply instanceof Reply.Dispensed dispensed) {
      paper.sold.add(
          new Paper.Sold(dispensed.settlement().id(), principal.code(), operation.amounts));
    }
  }
}
