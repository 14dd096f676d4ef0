package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.AREA;
import static org.dualchannel.decide.TestRegistry.OTHER_HOSPITAL;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.registry.Principal;
import org.dualchannel.reimbursement.ServiceRules.UnmetRestriction;
import org.dualchannel.rules.Reason;
import org.dualchannel.store.Sizing;
import org.dualchannel.store.StateHash;
import org.dualchannel.store.Tables;
import org.junit.jupiter.api.Test;

/** A request id is decided once; a retry within the window gets the very same outcome. */
class RetriesGetTheFirstAnswerTest {
  private static final RecordCodec<Outcome> OUTCOME = RecordCodec.of(Outcome.class);

  private final TestCity city = new TestCity();

  @Test
  void aRetryGetsTheSameBytesAndChangesNothing() {
    Command submit = submit("r", TestDraft.of(DEFERASIROX, 1));
    Decider.Decision first = city.decide(submit);
    accepted(first.outcome());
    assertFalse(first.repeated());
    StateHash before = StateHash.of(city.state.tables());
    city.advance(Duration.ofHours(1));
    Decider.Decision again = city.decide(submit);
    assertTrue(again.repeated());
    assertEquals(List.of(), again.events());
    assertArrayEquals(OUTCOME.encode(first.outcome()), OUTCOME.encode(again.outcome()));
    assertEquals(before, StateHash.of(city.state.tables()));
  }

  @Test
  void aRefusalIsRememberedToo() {
    Command early = submit("r", TestDraft.dupilumab().forPerson("late", "310"));
    Outcome first = city.decide(early).outcome();
    refused(Reason.PERSON_UNKNOWN, first);
    city.register(TestRegistry.person("late", "310", "1101", ""));
    assertEquals(first, city.decide(early).outcome());
    accepted(city.decide(submit("s", TestDraft.dupilumab().forPerson("late", "310"))).outcome());
  }

  @Test
  void theSameIdForAnotherRequestIsRefused() {
    Command first = submit("r", TestDraft.of(DEFERASIROX, 1));
    accepted(city.decide(first).outcome());
    Command other =
        new Command(
            "r",
            first.principal(),
            AREA,
            first.fingerprint() + 1,
            new Body.SubmitPrescription(TestDraft.of(DEFERASIROX, 2).build(city.nowMs)));
    refused(Reason.REQUEST_ID_REUSED, city.decide(other).outcome());
    assertTrue(city.decide(first).outcome().accepted(), "the first answer still stands");
  }

  @Test
  void anIdBelongsToItsCaller() {
    accepted(city.decide(submit("r", TestDraft.of(DEFERASIROX, 1))).outcome());
    TestDraft draft = TestDraft.of(DEFERASIROX, 1).at(OTHER_HOSPITAL);
    Decider.Decision other = city.decide(submit("r", draft));
    accepted(other.outcome());
    assertFalse(other.repeated());
  }

  @Test
  void commandsOfTheGatewayHaveNoIdAndAreNotRemembered() {
    long before = city.state.answered.size();
    accepted(city.tick());
    accepted(city.tick());
    assertEquals(before, city.state.answered.size());
  }

  @Test
  void anAnswerIsForgottenWhenThePolicySaysAndNotBefore() {
    TestCity brief =
        new TestCity(
            TestPolicies.policy(
                "brief", TestPolicies.rules(UnmetRestriction.REFUSE, 30, 2), 8_000));
    forgetTheSetUp(brief);
    Command submit = submit(brief, "r", TestDraft.of(DEFERASIROX, 1));
    Outcome first = accepted(brief.decide(submit).outcome());
    brief.advance(Duration.ofHours(2).minusMillis(1));
    assertEquals(first, brief.decide(submit).outcome());
    brief.advance(Duration.ofMillis(1));
    Outcome late = brief.decide(submit).outcome();
    assertNotEquals(first, late);
    refused(Reason.HOSPITAL_NUMBER_USED, late, "S2-19");
    assertEquals(1, brief.state.answered.size());
  }

  @Test
  void aFullTableIsNotRemembered() {
    accepted(capacities("prescriptions", 1));
    accepted(city.submit(TestDraft.of(DEFERASIROX, 1)));
    Command second = submit("r", TestDraft.of(DEFERASIROX, 1));
    refused(Reason.CAPACITY_REACHED, city.decide(second).outcome());
    refused(Reason.CAPACITY_REACHED, city.decide(second).outcome());
    accepted(capacities("prescriptions", 2));
    Decider.Decision third = city.decide(second);
    accepted(third.outcome());
    assertFalse(third.repeated());
  }

  @Test
  void whenAnswersCannotBeKeptNothingNewIsDecided() {
    Command first = submit("r", TestDraft.of(DEFERASIROX, 1));
    Outcome answered = accepted(city.decide(first).outcome());
    accepted(capacities("answered", city.state.answered.size()));
    refused(Reason.CAPACITY_REACHED, city.submit(TestDraft.of(DEFERASIROX, 1)));
    assertEquals(answered, city.decide(first).outcome(), "a retry is still recognised");
    accepted(city.tick());
  }

  @Test
  void whatExistsCanBeWrittenAgainInAFullTable() {
    accepted(capacities("persons", city.state.persons.size()));
    city.register(TestRegistry.person(TestRegistry.EMPLOYEE, "310", "1201", ""));
    refused(
        Reason.CAPACITY_REACHED,
        city.bureau(TestRegistry.persons(TestRegistry.person("new", "310", "1101", ""))));
    accepted(capacities("stocks", city.state.stocks.size()));
    city.stockUp();
  }

  @Test
  void onlyTheGatewaySetsCapacities() {
    refused(
        Reason.NOT_PERMITTED,
        city.by(
            TestCity.bureauOf(AREA),
            new Body.SetCapacities(List.of(new Body.Capacity("persons", 1)))));
  }

  @Test
  void aNodeTooSmallForTheCapacitiesOfTheLogStops() {
    State small = new State(Tables.heap(), Tables.heap(new Sizing(Map.of("persons", 10L))));
    Decider decider = new Decider(small);
    Command ten =
        Command.ofSystem(new Body.SetCapacities(List.of(new Body.Capacity("persons", 10))));
    accepted(decider.decide(0, ten).outcome());
    Command eleven =
        Command.ofSystem(new Body.SetCapacities(List.of(new Body.Capacity("persons", 11))));
    assertThrows(IllegalStateException.class, () -> decider.decide(0, eleven));
  }

  private void forgetTheSetUp(TestCity brief) {
    brief.advance(Duration.ofHours(2));
    for (int i = 0; i < 20; i++) {
      brief.tick();
    }
    assertEquals(0, brief.state.answered.size());
  }

  private Outcome capacities(String table, long entries) {
    return city.decide(
            Command.ofSystem(new Body.SetCapacities(List.of(new Body.Capacity(table, entries)))))
        .outcome();
  }

  private Command submit(String requestId, TestDraft draft) {
    return submit(city, requestId, draft);
  }

  private static Command submit(TestCity city, String requestId, TestDraft draft) {
    Principal principal = hospital(draft.hospital);
    return new Command(
        requestId, principal, AREA, 7, new Body.SubmitPrescription(draft.build(city.nowMs)));
  }
}
