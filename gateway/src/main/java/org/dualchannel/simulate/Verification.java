package org.dualchannel.simulate;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.audit.Replay;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.Event;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Settlement;
import org.dualchannel.decide.State;
import org.dualchannel.oracle.Figures;
import org.dualchannel.oracle.PlainOracle;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.rules.Reason;

/**
 * Watches a replay of the whole log: every invariant, and the oracle's own result for every
 * settlement, as settled and as each return left it.
 */
final class Verification {
  private final Findings findings = new Findings();
  private final MoneyInvariants money = new MoneyInvariants(findings);
  private final UseInvariants uses = new UseInvariants(findings);
  private final YearInvariants years = new YearInvariants(findings);
  private final Map<Reason, Long> refusals = new EnumMap<>(Reason.class);
  private final Findings differing = new Findings();
  private long oracleDifferences;
  private long settlements;

  /** One record was decided again. */
  void decided(Decider.Decision decision, State state) {
    for (Event event : decision.events()) {
      uses.note(event);
      years.note(event, state);
      if (event instanceof Event.Settled settled) {
        settle(settled.settlement(), state);
      } else if (event instanceof Event.Reversed reversed) {
        settle(reversed.settlement(), state);
      }
    }
    Outcome outcome = decision.outcome();
    if (!outcome.accepted()) {
      Reason reason = outcome.rejection().reason();
      if (!decision.repeated() || reason == Reason.REQUEST_ID_REUSED) {
        refusals.merge(reason, 1L, Long::sum);
      }
    } else if (!decision.repeated()
        && decision.command().body() instanceof Body.ImportRegistry registry) {
      years.opened(decision.command().area(), registry);
    }
  }

  private void settle(Settlement settlement, State state) {
    settlements++;
    money.check(settlement);
    BenefitPolicy policy = state.policies().byId(settlement.input().policyId());
    Map<String, BigInteger> own = PlainOracle.settle(policy, settlement.input());
    if (!own.equals(Figures.of(settlement.result()))) {
      oracleDifferences++;
      differing.add(settlement.id() + ": the oracle settles otherwise");
    }
  }

  /** Compares what was added up with the state, when all records were replayed. */
  void finish(Replay replay) {
    replay.compareYears();
    years.compareWith(replay.state());
  }

  /** Names something else that is broken. */
  void broken(String what) {
    findings.add(what);
  }

  List<String> broken() {
    return findings.list();
  }

  /** Settlements that the oracle settles otherwise, the first ones by name. */
  List<String> differing() {
    return differing.list();
  }

  long oracleDifferences() {
    return oracleDifferences;
  }

  /** Settlements settled again by the oracle, those that a return left included. */
  long settlements() {
    return settlements;
  }

  long prescriptions() {
    return uses.prescriptions();
  }

  Map<Reason, Long> refusals() {
    return refusals;
  }
}
