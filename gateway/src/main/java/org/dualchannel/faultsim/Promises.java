package org.dualchannel.faultsim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.Event;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.decide.Settlement;
import org.dualchannel.prescription.LineState;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.store.StateHash;

/** Watches what the nodes decide and what the clients are told, and compares the two. */
final class Promises {
  private record Acknowledged(Operation operation, Outcome outcome) {}

  private final List<byte[]> ledger = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final Set<String> effected = new HashSet<>();
  private final Map<String, String> papers = new HashMap<>();
  private final Map<String, String> codes = new HashMap<>();
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private final Sums sums = new Sums();

  long records() {
    return ledger.size();
  }

  long acknowledgements() {
    return acknowledged.size();
  }

  /** A node decided a record; the first to decide it is believed until another says otherwise. */
  void decided(Member member, Decider.Decision decision) {
    int index = (int) member.node.lastIndex();
    byte[] hash = member.node.ledgerHash();
    if (index <= ledger.size()) {
      if (!Arrays.equals(ledger.get(index - 1), hash)) {
        throw new ViolationException(
            Promise.REPLICAS_ARE_EQUAL,
            "member " + member.id + " has another ledger after record " + index);
      }
      return;
    }
    ledger.add(hash);
    Command command = decision.command();
    String key = Operation.key(command.principal(), command.requestId());
    requests.add(key);
    if (!command.requestId().isEmpty() && !decision.repeated() && !effected.add(key)) {
      throw new ViolationException(
          Promise.NOTHING_HAPPENS_TWICE, "record " + index + " decides request " + key + " anew");
    }
    decision.events().forEach(this::happened);
  }

  /** A node goes on from a snapshot. */
  void resumed(Member member) {
    int index = (int) member.node.lastIndex();
    if (index > ledger.size()
        || index > 0 && !Arrays.equals(ledger.get(index - 1), member.node.ledgerHash())) {
      throw new ViolationException(
          Promise.REPLICAS_ARE_EQUAL,
          "member " + member.id + " starts with another ledger after record " + index);
    }
  }

  private void happened(Event event) {
    if (event instanceof Event.Offered offered) {
      Prescription paper = offered.prescription();
      String number = paper.draft().hospital() + '/' + paper.draft().hospitalNumber();
      String other = papers.put(number, paper.id());
      if (other != null) {
        throw new ViolationException(
            Promise.NOTHING_HAPPENS_TWICE, number + " became " + other + " and " + paper.id());
      }
    } else if (event instanceof Event.Settled settled) {
      sold(settled.settlement());
      sums.settled(settled.settlement());
    } else if (event instanceof Event.Reversed reversed) {
      sums.reversed(reversed.settlement(), reversed.refund());
    }
  }

  private void sold(Settlement settlement) {
    for (Settlement.SoldLine line : settlement.sold()) {
      for (String code : line.traceCodes()) {
        String earlier = codes.put(code, settlement.id());
        if (earlier != null) {
          throw new ViolationException(
              Promise.A_CODE_IS_SOLD_ONCE,
              code + " was sold in " + earlier + " and in " + settlement.id());
        }
      }
    }
  }

  /** A client got to know an outcome, for the first time or again. */
  void acknowledged(Operation operation, Outcome outcome) {
    if (operation.outcome == null) {
      acknowledged.add(new Acknowledged(operation, outcome));
    } else if (!operation.outcome.equals(outcome)) {
      throw new ViolationException(
          Promise.NOTHING_HAPPENS_TWICE,
          operation + " was answered " + operation.outcome + " and then " + outcome);
    }
  }

  /** All is calm and every member has decided the whole log. */
  void compare(List<Member> members) {
    for (Acknowledged each : acknowledged) {
      checkRecord(each);
      for (Member member : members) {
        if (each.outcome().accepted() && !stands(each, member)) {
          throw lost(each, "member " + member.id + " does not have it");
        }
      }
    }
    StateHash first = StateHash.of(members.get(0).state.tables());
    for (Member member : members) {
      if (member.node.lastIndex() != ledger.size()) {
        throw new ViolationException(
            Promise.REPLICAS_ARE_EQUAL,
            "member " + member.id + " ends at " + member.node.lastIndex() + ", not " + records());
      }
      StateHash hash = StateHash.of(member.state.tables());
      if (!hash.equals(first)) {
        throw new ViolationException(
            Promise.REPLICAS_ARE_EQUAL, "member " + member.id + " has another state");
      }
      sums.compare(member);
    }
  }

  private void checkRecord(Acknowledged each) {
    long index = each.outcome().index();
    if (index > requests.size() || !requests.get((int) index - 1).equals(each.operation().key())) {
      throw lost(each, "record " + index + " of the log is not its own");
    }
  }

  private static ViolationException lost(Acknowledged each, String how) {
    return new ViolationException(
        Promise.NOTHING_ACKNOWLEDGED_IS_LOST, each.operation() + " was acknowledged, but " + how);
  }

  private static boolean stands(Acknowledged each, Member member) {
    Reply reply = each.outcome().reply();
    if (reply instanceof Reply.Submitted submitted) {
      return member.view.prescription(submitted.prescription()) != null;
    } else if (reply instanceof Reply.Dispensed dispensed) {
      Settlement told = dispensed.settlement();
      Settlement kept = member.view.settlement(told.id());
      return kept != null
          && kept.prescription().equals(told.prescription())
          && codes(kept).equals(codes(told))
          && told.sold().stream().allMatch(line -> isOut(member, told, line.line()));
    } else if (reply instanceof Reply.Returned returned) {
      Settlement kept = member.view.settlement(returned.settlement().id());
      return kept != null
          && kept.sold().stream()
              .filter(line -> returned.refund().lines().contains(line.line()))
              .allMatch(Settlement.SoldLine::returned);
    } else if (each.operation().kind == Happening.Kind.CANCEL) {
      Prescription kept = member.view.prescription(each.operation().paper.id);
      return kept != null && kept.ended() == Prescription.Ended.CANCELLED;
    }
    return true; // claims and releases pass with time; their histories are checked
  }

  private static List<String> codes(Settlement settlement) {
    return settlement.sold().stream().flatMap(line -> line.traceCodes().stream()).toList();
  }

  private static boolean isOut(Member member, Settlement settlement, int line) {
    Prescription paper = member.view.prescription(settlement.prescription());
    return paper != null && paper.lines().get(line - 1).step() != LineState.Step.OPEN;
  }
}
