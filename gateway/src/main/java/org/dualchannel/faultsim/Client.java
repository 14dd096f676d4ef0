package org.dualchannel.faultsim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.faultsim.Happening.Answer;
import org.dualchannel.faultsim.Happening.Kind;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;

/**
 * A terminal of a hospital, a pharmacy or the agency: does one thing after another, asks again with
 * the same request id while it is in doubt, at the same node or another, and sometimes gives up
 * without ever knowing.
 */
final class Client {
  private static final int MOST_HAPPENINGS = 40;

  private final Simulation town;
  private final Chance chance;
  private final Principal principal;
  private final int number;
  private Operation current;
  private long requests;
  private long secrets;

  Client(Simulation town, Chance chance, int number, Principal principal) {
    this.town = town;
    this.chance = chance;
    this.number = number;
    this.principal = principal;
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
    current = next();
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

  // What to do

  private Operation next() {
    if (principal.role() == Role.HOSPITAL && (town.papers.isEmpty() || chance.below(10) < 6)) {
      return submit();
    }
    Paper paper = anyPaper();
    if (paper == null || paper.asked >= MOST_HAPPENINGS) {
      return null;
    }
    return switch (principal.role()) {
      case HOSPITAL ->
          chance.oneIn(3) && paper.hospital.equals(principal.code())
              ? operation(Kind.CANCEL, paper, List.of(), "", () -> Orders.cancel(paper.id))
              : read(paper);
      case PHARMACY -> sell(paper);
      default -> read(paper);
    };
  }

  /** Mostly one of the last, so that they meet. */
  private Paper anyPaper() {
    int size = town.papers.size();
    if (size == 0) {
      return null;
    }
    return town.papers.get(
        chance.oneIn(4) ? chance.below(size) : size - 1 - chance.below(Math.min(4, size)));
  }

  private Operation submit() {
    long paperNumber = chance.oneIn(15) ? town.numbers : ++town.numbers; // or a double click
    String hospitalNumber = "RX-" + paperNumber;
    String person = chance.any(Town.personsOf(principal.code()));
    int lines = chance.between(1, 2);
    long issuedMs = town.knownTimeMs;
    Body body = Orders.submit(principal.code(), hospitalNumber, person, lines, issuedMs);
    return operation(Kind.SUBMIT, null, lines == 1 ? List.of(1) : List.of(1, 2), "", () -> body);
  }

  private Operation sell(Paper paper) {
    String secret = paper.secrets.get(principal.code());
    int kind = chance.below(100);
    if (kind < 15) {
      Paper.Sold sold = ownSale(paper);
      return sold == null ? read(paper) : giveBack(paper, sold);
    } else if (secret != null && kind < 70 || kind < 18) {
      return dispense(paper, secret == null ? "guessed" : secret);
    } else if (secret != null && kind < 78) {
      return operation(
          Kind.RELEASE, paper, List.of(), secret, () -> Orders.release(paper.id, secret));
    }
    return kind < 92
        ? operation(
            Kind.CLAIM, paper, List.of(), "", () -> Orders.claim(paper.id, newSecret()))
        : read(paper);
  }

  private String newSecret() {
    return "secret " + number + '-' + ++secrets;
  }

  private Operation dispense(Paper paper, String secret) {
    List<Integer> lines = new ArrayList<>();
    int only = paper.lines > 1 && chance.oneIn(3) ? chance.between(1, paper.lines) : 0;
    List<String> codes = new ArrayList<>();
    for (int line = 1; line <= paper.lines; line++) {
      if (only == 0 || only == line) {
        lines.add(line);
        codes.add(town.traceCode(Orders.drug(line)));
      }
    }
    boolean account = chance.oneIn(2);
    return operation(
        Kind.DISPENSE,
        paper,
        lines,
        secret,
        () -> Orders.dispense(principal.code(), paper.id, secret, lines, codes, account));
  }

  private Operation giveBack(Paper paper, Paper.Sold sold) {
    List<Integer> lines =
        chance.oneIn(2) ? sold.lines() : List.of(chance.any(sold.lines()));
    return operation(
        Kind.RETURN,
        paper,
        lines,
        "",
        () -> Orders.giveBack(principal.code(), sold.settlement(), lines));
  }

  private Paper.Sold ownSale(Paper paper) {
    return paper.sold.stream()
        .filter(each -> each.pharmacy().equals(principal.code()))
        .findFirst()
        .orElse(null);
  }

  private Operation read(Paper paper) {
    return operation(Kind.GET, paper, List.of(), "", () -> null);
  }

  private Operation operation(
      Kind kind,
      Paper paper,
      List<Integer> lines,
      String secret,
      Supplier<Body> body) {
    return new Operation(
        kind, this, paper, lines, secret, number + "-" + ++requests, town.order(), body);
  }

  // How it goes

  private void attempt(Operation operation) {
    int attempt = ++operation.attempts;
    town.send(operation, chance.below(town.members()));
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
    town.trace.note(town.agenda.nowMs(), "client # gives up after # attempts", number, operation.attempts);
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
      town.agenda.in(chance.between(20, 200), () -> again(operation));
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
    town.trace.note(town.agenda.nowMs(), "client # has the outcome of record #", number, outcome.index());
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
      paper = new Paper(submitted.prescription(), principal.code(), operation.lines.size());
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
          new Paper.Sold(dispensed.settlement().id(), principal.code(), operation.lines));
    }
  }
}
