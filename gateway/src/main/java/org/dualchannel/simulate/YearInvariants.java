package org.dualchannel.simulate;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Event;
import org.dualchannel.decide.Settlement;
import org.dualchannel.decide.State;
import org.dualchannel.decide.View;
import org.dualchannel.reimbursement.Accumulators;
import org.dualchannel.reimbursement.BenefitKind;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.SettlementLine;
import org.dualchannel.reimbursement.SettlementResult.LineResult;

/**
 * No yearly cap is passed; what every person's year and account remember is the sum of the
 * settlements less the returns. Added up from the breakdowns of the lines, not from what a
 * settlement says that it adds.
 */
final class YearInvariants {
  private final Findings findings;

  /** By year of a person: figure by name. */
  private final Map<String, Map<String, Long>> years = new HashMap<>();

  /** By settlement: what stands of it. */
  private final Map<String, Map<String, Long>> standing = new HashMap<>();

  /** By area and person. */
  private final Map<String, Long> balances = new HashMap<>();

  YearInvariants(Findings findings) {
    this.findings = findings;
  }

  void opened(String area, Body.ImportRegistry registry) {
    for (Body.AccountBalance each : registry.balances()) {
      balances.put(area + '/' + each.person(), each.balanceFen());
    }
  }

  void note(Event event, State state) {
    if (event instanceof Event.Settled settled) {
      Settlement settlement = settled.settlement();
      book(settlement, -settlement.result().totals().acctFen());
      caps(settlement, state);
    } else if (event instanceof Event.Reversed reversed) {
      book(reversed.settlement(), reversed.refund().back().acctFen());
    }
  }

  private void book(Settlement settlement, long accountFen) {
    Map<String, Long> year = years.computeIfAbsent(key(settlement), key -> new TreeMap<>());
    Map<String, Long> now = figures(settlement);
    Map<String, Long> before = standing.put(settlement.id(), now);
    if (before != null) {
      before.forEach((figure, value) -> year.merge(figure, -value, Long::sum));
    }
    now.forEach((figure, value) -> year.merge(figure, value, Long::sum));
    balances.merge(settlement.area() + '/' + settlement.person(), accountFen, Long::sum);
  }

  private static Map<String, Long> figures(Settlement settlement) {
    Map<String, Long> figures = new TreeMap<>();
    for (int i = 0; i < settlement.result().lines().size(); i++) {
      LineResult line = settlement.result().lines().get(i);
      String molecule = settlement.input().lines().get(i).molecule();
      if (line.benefit() != null) {
        figures.merge("fund " + line.benefit(), line.split().hifpFen(), Long::sum);
      }
      if (line.benefit() == BenefitKind.GUARANTEE) {
        figures.merge("cost of " + molecule, line.inLimitFen(), Long::sum);
        figures.merge("fund for " + molecule, line.split().hifpFen(), Long::sum);
      }
      long critical = line.split().hifmiFen() + line.split().hifobFen();
      figures.merge("critical illness", critical, Long::sum);
      figures.merge("assistance", line.split().mafFen(), Long::sum);
    }
    return figures;
  }

  private void caps(Settlement settlement, State state) {
    BenefitPolicy policy = state.policies().byId(settlement.input().policyId());
    String figure = policy.capBasis() == BenefitPolicy.CapBasis.FUND_PAY ? "fund for " : "cost of ";
    Map<String, Long> year = years.get(key(settlement));
    for (SettlementLine line : settlement.input().lines()) {
      long used = year.getOrDefault(figure + line.molecule(), 0L);
      findings.require(
          line.cap() == null || used <= line.cap().fen(),
          "the yearly cap of " + line.molecule() + " is passed",
          settlement.id());
    }
  }

  /** Compares with what the decider keeps, when all was played. */
  void compareWith(State state) {
    TreeSet<String> unseen = new TreeSet<>(years.keySet());
    state.accumulatorsByYear(
        (key, kept) -> {
          unseen.remove(key);
          compare(key, kept, years.getOrDefault(key, Map.of()));
        });
    unseen.forEach(key -> findings.add(key + ": settlements without accumulators"));
    View view = new View(state);
    balances.forEach(
        (key, balance) -> {
          int slash = key.indexOf('/');
          long kept = view.balanceFen(key.substring(0, slash), key.substring(slash + 1));
          findings.require(
              kept == balance && balance >= 0, "the account is not what was booked", key);
        });
  }

  private void compare(String key, Accumulators kept, Map<String, Long> booked) {
    Map<String, Long> told = new TreeMap<>();
    kept.benefits().forEach(use -> told.put("fund " + use.kind(), use.fundFen()));
    for (Accumulators.DrugUse use : kept.drugs()) {
      told.put("cost of " + use.molecule(), use.capUsedFen());
      told.put("fund for " + use.molecule(), use.fundUsedFen());
    }
    told.put("critical illness", kept.criticalPaidFen());
    told.put("assistance", kept.assistancePaidFen());
    TreeSet<String> all = new TreeSet<>(told.keySet());
    all.addAll(booked.keySet());
    for (String figure : all) {
      long own = booked.getOrDefault(figure, 0L);
      findings.require(
          Objects.equals(told.getOrDefault(figure, 0L), own),
          "the accumulator of " + figure + " is not the sum of the settlements",
          key);
    }
  }

  private static String key(Settlement settlement) {
    int year = settlement.input().before().year();
    return settlement.area() + '/' + settlement.person() + '/' + year;
  }
}
