package org.dualchannel.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.pipeline.LedgerMismatchException;
import org.dualchannel.pipeline.SteppedNode;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.store.Tables;
import org.junit.jupiter.api.Test;

/**
 * A new version of the rules is activated by a record of the log: members of different releases
 * decide alike before it, and one that does not know the version decides nothing after it.
 */
class NewRulesDecideFromOneRecordOnTest {
  private static final RecordCodec<Outcome> OUTCOME = RecordCodec.of(Outcome.class);

  /** A member; one of a newer release has a rule that applies from version 2 on. */
  private static final class Member {
    final State state = new State(Tables.heap(), Tables.heap());
    final SteppedNode node;
    final List<String> outcomes = new ArrayList<>();

    Member(int newest, int applies) {
      state.logic().knowing(newest);
      node =
          new SteppedNode(
              state,
              (decider, timeMs, command) -> {
                Decider.Decision decision = decider.decide(timeMs, command);
                boolean changed =
                    state.logic().active() >= applies && command.body() instanceof Body.Tick;
                return changed ? differently(decision) : decision;
              },
              newest,
              10,
              0,
              record -> {});
      node.live();
    }

    private static Decider.Decision differently(Decider.Decision decision) {
      Outcome was = decision.outcome();
      Outcome is =
          new Outcome(
              was.index(),
              was.timeMs(),
              was.catalogue(),
              was.policy(),
              null,
              Rejection.of(Reason.NOT_READY, "rule", "of version 2"));
      return new Decider.Decision(is, false, decision.events(), decision.command());
    }

    void take(Body body) {
      long timeMs = 1_000L + outcomes.size();
      Outcome outcome = node.record(timeMs, SteppedNode.encode(Command.ofSystem(body))).outcome();
      outcomes.add(java.util.HexFormat.of().formatHex(OUTCOME.encode(outcome)));
    }
  }

  @Test
  void allMembersThatKnowItChangeAtTheSameRecord() {
    Member first = new Member(2, 2);
    Member second = new Member(3, 2);
    Member before = new Member(1, 9);
    List<Body> log = List.of(new Body.Tick(), new Body.Tick());
    log.forEach(first::take);
    log.forEach(second::take);
    log.forEach(before::take);
    assertEquals(before.outcomes, first.outcomes, "a newer release decides as the older one");

    for (Member each : List.of(first, second)) {
      each.take(new Body.ActivateLogic(2));
      each.take(new Body.Tick());
      each.take(new Body.ActivateLogic(1));
      each.take(new Body.Tick());
    }

    assertEquals(first.outcomes, second.outcomes);
    assertEquals(2, first.state.logic().active());
    assertFalse(first.outcomes.get(3).equals(first.outcomes.get(1)), "decided by the new rule");
  }

  @Test
  void aReleaseThatDoesNotKnowItStops() {
    Member old = new Member(1, 9);
    old.take(new Body.Tick());

    IllegalStateException stop =
        assertThrows(IllegalStateException.class, () -> old.take(new Body.ActivateLogic(2)));

    assertTrue(stop.getMessage().contains("logic 2"), stop.getMessage());
    assertTrue(stop.getMessage().contains("run a newer release"), stop.getMessage());
    assertEquals(Logic.FIRST, old.state.logic().active());
  }

  @Test
  void aMemberThatChangesByItselfIsFound() {
    Member right = new Member(2, 2);
    Member wrong = new Member(2, 1);
    right.take(new Body.Tick());
    wrong.take(new Body.Tick());
    Body seal = new Body.Seal(1, right.node.ledgerHash());

    right.take(seal);
    assertThrows(LedgerMismatchException.class, () -> wrong.take(seal));
  }

  @Test
  void nobodyButTheGatewayItselfMay() {
    Member member = new Member(2, 2);
    Command foreign =
        new Command(
            "",
            new Principal(Principal.Role.BUREAU, "120100"),
            "120100",
            0,
            new Body.ActivateLogic(2));

    Outcome outcome = member.node.record(1, SteppedNode.encode(foreign)).outcome();

    assertFalse(outcome.accepted());
    assertEquals(Logic.FIRST, member.state.logic().active());
  }

  @Test
  void aSnapshotKnowsWhichRulesDecide() {
    State whole = new State(Tables.heap(), Tables.heap());
    whole.logic().knowing(2);
    Decider decider = new Decider(whole);
    decider.decide(1, Command.ofSystem(new Body.ActivateLogic(2)));
    var head = decider.parts().freeze().get(0);

    State restored = new State(Tables.heap(), Tables.heap());
    restored.logic().knowing(2);
    DeciderParts parts = new Decider(restored).parts();
    head.writeTo(parts.loaders().get(head.name()));
    assertEquals(2, restored.logic().active());

    State older = new State(Tables.heap(), Tables.heap());
    DeciderParts none = new Decider(older).parts();
    assertThrows(IllegalStateException.class, () -> head.writeTo(none.loaders().get(head.name())));
  }
}
