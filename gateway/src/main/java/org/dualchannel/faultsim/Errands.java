package org.dualchannel.faultsim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.dualchannel.decide.Body;
import org.dualchannel.faultsim.Happening.Kind;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;

/** What a client may want next, right and wrong things, as its role and the seed decide. */
final class Errands {
  private static final int MOST_HAPPENINGS = 40;

  private final Simulation town;
  private final Chance chance;
  private final int number;
  private final Client client;
  private final Principal principal;
  private long requests;
  private long secrets;

  Errands(Simulation town, Chance chance, int number, Client client) {
    this.town = town;
    this.chance = chance;
    this.number = number;
    this.client = client;
    this.principal = client.principal();
  }

  /** What to do now; null to rest. */
  Operation next() {
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
        ? operation(Kind.CLAIM, paper, List.of(), "", () -> Orders.claim(paper.id, newSecret()))
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
    List<Integer> lines = chance.oneIn(2) ? sold.lines() : List.of(chance.any(sold.lines()));
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
      Kind kind, Paper paper, List<Integer> lines, String secret, Supplier<Body> body) {
    return new Operation(
        kind, client, paper, lines, secret, number + "-" + ++requests, town.order(), body);
  }
}
