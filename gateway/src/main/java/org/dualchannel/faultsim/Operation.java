package org.dualchannel.faultsim;

import java.util.List;
import java.util.function.Supplier;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Outcome;
import org.dualchannel.registry.Principal;

/** Something that a client wants, through all its attempts: one request id, one first answer. */
final class Operation {
  final Happening.Kind kind;
  final Client client;
  final Paper paper; // null of a submission
  final List<Integer> lines;
  final int amounts;
  final int sale;
  final String secret; // that it rests on; empty when none
  final String requestId;
  final long invoked;
  private final Supplier<Body> body;
  int attempts;
  boolean inDoubt; // an attempt may have taken effect
  boolean over; // answered or given up
  Outcome outcome;

  /**
   * @param lines of a claim that names them, or of the rest those that are about any
   * @param amounts packs that it is about, as {@link Amounts}
   * @param sale of a return, which sale of the paper
   * @param body makes the body of an attempt: the edge draws a new secret for each
   */
  Operation(
      Happening.Kind kind,
      Client client,
      Paper paper,
      List<Integer> lines,
      int amounts,
      int sale,
      String secret,
      String requestId,
      long invoked,
      Supplier<Body> body) {
    this.kind = kind;
    this.client = client;
    this.paper = paper;
    this.lines = List.copyOf(lines);
    this.amounts = amounts;
    this.sale = sale;
    this.secret = secret;
    this.requestId = requestId;
    this.invoked = invoked;
    this.body = body;
  }

  /** The command of the next attempt. The fingerprint is of what was asked, which stays. */
  Command command() {
    return new Command(requestId, client.principal(), Town.AREA, invoked, body.get());
  }

  /** What the decider remembers it by. */
  String key() {
    return key(client.principal(), requestId);
  }

  static String key(Principal principal, String requestId) {
    return principal.code() + '/' + requestId;
  }

  Happening happening(Happening.Answer answer) {
    return new Happening(
        kind, client.principal().code(), Paper.mask(lines), amounts, sale, secret, invoked, answer);
  }

  @Override
  public String toString() {
    return kind
        + " "
        + requestId
        + " by "
        + client.principal().code()
        + (paper == null
            ? ""
            : " on " + paper.id + " lines " + lines + " packs " + Integer.toHexString(amounts));
  }
}
