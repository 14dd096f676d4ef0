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
              ? operation(Kind.CANCEL, paper, List.of(), 0, 0, "", () -> Orders.cancel(paper.id))
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
    int amounts =
        Amounts.of(1, chance.between(1, 2))
            | (chance.oneIn(2) ? Amounts.of(2, chance.between(1, 3)) : 0);
    long issuedMs = town.knownTimeMs;
    Body body = Orders.submit(principal.code(), hospitalNumber, person, amounts, issuedMs);
    return operation(Kind.SUBMIT, null, Amounts.numbers(amounts), amounts, 0, "", () -> body);
  }

  private Operation sell(Paper paper) {
    String secret = paper.secrets.get(principal.code());
    int kind = chance.below(100);
    if (kind < 15) {
      int sale = ownSale(paper);
      return sale < 0 ? read(paper) : giveBack(paper, sale);
    } else if (secret != null && kind < 70 || kind < 18) {
      return dispense(paper, secret == null ? "guessed" : secret);
    } else if (secret != null && kind < 78) {
      return operation(
          Kind.RELEASE, paper, List.of(), 0, 0, secret, () -> Orders.release(paper.id, secret));
    }
    return kind < 92 ? claim(paper) : read(paper);
  }

  private String newSecret() {
    return "secret " + number + '-' + ++secrets;
  }

  /** All lines, or one, by their numbers: what is open is for the node to know. */
  private Operation claim(Paper paper) {
    List<Integer> all = Amounts.numbers(paper.amounts);
    List<Integer> lines = chance.oneIn(3) ? List.of(chance.any(all)) : all;
    return operation(
        Kind.CLAIM, paper, lines, 0, 0, "", () -> Orders.claim(paper.id, newSecret(), lines));
  }

  private Operation dispense(Paper paper, String secret) {
    List<Integer> all = Amounts.numbers(paper.amounts);
    List<Integer> lines = chance.oneIn(3) ? List.of(chance.any(all)) : all;
    int amounts = 0;
    List<String> codes = new ArrayList<>();
    for (int line : lines) {
      int whole = Amounts.at(paper.amounts, line);
      int packs = chance.oneIn(2) ? whole : chance.between(1, whole);
      amounts |= Amounts.of(line, packs);
      for (int pack = 0; pack < packs; pack++) {
        codes.add(town.traceCode(Orders.drug(line)));
      }
    }
    boolean account = chance.oneIn(2);
    int given = amounts;
    return operation(
        Kind.DISPENSE,
        paper,
        lines,
        given,
        0,
        secret,
        () -> Orders.dispense(principal.code(), paper.id, secret, given, codes, account));
  }

  private Operation giveBack(Paper paper, int sale) {
    Paper.Sold sold = paper.sold.get(sale);
    List<Integer> all = Amounts.numbers(sold.amounts());
    List<Integer> lines = chance.oneIn(2) ? all : List.of(chance.any(all));
    return operation(
        Kind.RETURN,
        paper,
        lines,
        Amounts.of(sold.amounts(), lines),
        sale,
        "",
        () -> Orders.giveBack(principal.code(), sold.settlement(), lines));
  }

  /** Any sale of this pharmacy that a client knows of; −1 when there is none. */
  private int ownSale(Paper paper) {
    List<Integer> own = new ArrayList<>();
    for (int i = 0; i < Math.min(paper.sold.size(), PaperModel.SALES); i++) {
      if (paper.sold.get(i).pharmacy().equals(principal.code())) {
        own.add(i);
      }
    }
    return own.isEmpty() ? -1 : chance.any(own);
  }

  private Operation read(Paper paper) {
    return operation(Kind.GET, paper, List.of(), 0, 0, "", () -> null);
  }

  private Operation operation(
      Kind kind,
      Paper paper,
      List<Integer> lines,
      int amounts,
      int sale,
      String secret,
      Supplier<Body> body) {
    String request = number + "-" + ++requests;
    return new Operation(
        kind, client, paper, lines, amounts, sale, secret, request, town.order(), body);
  }
}
