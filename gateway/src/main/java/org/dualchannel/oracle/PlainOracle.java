package org.dualchannel.oracle;

import static org.dualchannel.oracle.Decimals.bp;
import static org.dualchannel.oracle.Decimals.halfUp;
import static org.dualchannel.oracle.Decimals.split;
import static org.dualchannel.oracle.Decimals.zeros;
import static org.dualchannel.oracle.Figures.add;
import static org.dualchannel.oracle.Figures.get;
import static org.dualchannel.oracle.Figures.put;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.registry.HospitalTier;
import org.dualchannel.reimbursement.AssistanceGroup;
import org.dualchannel.reimbursement.Benefit;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.CriticalIllness;
import org.dualchannel.reimbursement.Payer;
import org.dualchannel.reimbursement.PersonFacts;
import org.dualchannel.reimbursement.SchemePolicy;
import org.dualchannel.reimbursement.SettlementInput;
import org.dualchannel.reimbursement.SettlementLine;

/**
 * The settlement once more, from its definition only, as one long recipe over exact decimals. It
 * shares no code with the waterfall and is slow on purpose: the two have to agree.
 */
public final class PlainOracle {
  private PlainOracle() {}

  /** Every figure of the settlement by name: totals, lines, and what the year looks like after. */
  public static Map<String, BigInteger> settle(BenefitPolicy policy, SettlementInput in) {
    PersonFacts who = in.person();
    SchemePolicy scheme = null;
    for (SchemePolicy s : policy.schemes()) {
      if (s.scheme().equals(who.scheme())) {
        scheme = s;
      }
    }
    Map<String, BigInteger> year = Figures.year(in.before());
    int n = in.lines().size();
    BigDecimal[] amount = zeros(n);
    BigDecimal[] own = zeros(n);
    BigDecimal[] over = zeros(n);
    BigDecimal[] pre = zeros(n);
    BigDecimal[] scope = zeros(n);
    BigDecimal[] dedc = zeros(n);
    BigDecimal[] hifp = zeros(n);
    BigDecimal[] crit = zeros(n);
    BigDecimal[] maf = zeros(n);
    BigDecimal[] oth = zeros(n);
    BigDecimal[] limit = zeros(n);
    String[] where = new String[n];

    for (int i = 0; i < n; i++) {
      SettlementLine l = in.lines().get(i);
      BigDecimal qty = BigDecimal.valueOf(l.quantityE4(), 4);
      amount[i] = halfUp(BigDecimal.valueOf(l.priceFen()).multiply(qty));
      where[i] = "none";
      if (!l.inCatalogue() || !l.restrictionMet()) {
        own[i] = amount[i];
        continue;
      }
      if (l.standard() != null && l.priceFen() > l.standard().fen()) {
        over[i] = halfUp(BigDecimal.valueOf(l.priceFen() - l.standard().fen()).multiply(qty));
      }
      pre[i] = bp(amount[i].subtract(over[i]), l.firstSelfPayBp());
      scope[i] = amount[i].subtract(over[i]).subtract(pre[i]);
      if (scheme.ordinaryOutpatient().enabled()) {
        where[i] = "ORDINARY_OUTPATIENT";
      }
      if (l.guarantee() && scheme.guarantee().enabled()) {
        where[i] = "GUARANTEE";
      }
      if (l.specialOutpatient() && scheme.specialOutpatient().enabled()) {
        where[i] = "SPECIAL_OUTPATIENT";
      }
    }

    boolean byCost = policy.capBasis() == BenefitPolicy.CapBasis.ELIGIBLE_COST;
    for (Payer payer : policy.payerOrder()) {
      BigDecimal[] room = zeros(n);
      BigDecimal open = BigDecimal.ZERO;
      for (int i = 0; i < n; i++) {
        room[i] = scope[i].subtract(hifp[i]).subtract(crit[i]).subtract(maf[i]).subtract(oth[i]);
        open = open.add(room[i]);
      }
      if (payer == Payer.BASIC) {
        for (String kind : List.of("SPECIAL_OUTPATIENT", "GUARANTEE", "ORDINARY_OUTPATIENT")) {
          Benefit b =
              kind.equals("GUARANTEE")
                  ? scheme.guarantee()
                  : kind.equals("SPECIAL_OUTPATIENT")
                      ? scheme.specialOutpatient()
                      : scheme.ordinaryOutpatient();
          List<Integer> mine = new ArrayList<>();
          BigDecimal within = BigDecimal.ZERO;
          for (int i = 0; i < n; i++) {
            if (!where[i].equals(kind)) {
              continue;
            }
            mine.add(i);
            SettlementLine l = in.lines().get(i);
            limit[i] = scope[i];
            if (kind.equals("GUARANTEE")) {
              String used = "drug." + l.molecule() + ".cap";
              if (byCost && l.cap() != null) {
                BigDecimal left = BigDecimal.valueOf(l.cap().fen()).subtract(get(year, used));
                limit[i] = limit[i].min(left.max(BigDecimal.ZERO));
              }
              add(year, used, limit[i]);
            }
            within = within.add(limit[i]);
          }
          long yearly = b.deductible().fen();
          if (who.retired() && b.deductible().retired() != null) {
            yearly = b.deductible().retired().fen();
          }
          if (who.retired()
              && b.deductible().retiredSenior() != null
              && who.age() >= b.deductible().seniorAge()) {
            yearly = b.deductible().retiredSenior().fen();
          }
          BigDecimal unpaid = BigDecimal.valueOf(yearly).subtract(get(year, kind + ".deductible"));
          BigDecimal paidDedc = within.min(unpaid.max(BigDecimal.ZERO));
          BigDecimal base = within.subtract(paidDedc);

          BigDecimal start = get(year, kind + ".base");
          BigDecimal stop = start.add(base);
          BigDecimal fund = BigDecimal.ZERO;
          BigDecimal floor = BigDecimal.ZERO;
          for (Benefit.RatioTier t : b.tiers()) {
            BigDecimal ceiling = t.upTo() == null ? stop : BigDecimal.valueOf(t.upTo().fen());
            BigDecimal part = stop.min(ceiling).subtract(start.max(floor));
            int ratio =
                in.hospitalTier() == HospitalTier.TIER_1
                    ? t.tier1Bp()
                    : in.hospitalTier() == HospitalTier.TIER_2 ? t.tier2Bp() : t.tier3Bp();
            if (who.retired()) {
              ratio += b.retireeBonusBp();
            }
            int factor = 10_000;
            for (BenefitPolicy.AreaFactor f : policy.areaFactors()) {
              if (f.kind() == in.areaKind()) {
                factor = f.factorBp();
              }
            }
            BigDecimal scaled = bp(BigDecimal.valueOf(ratio), factor).min(Decimals.TEN_THOUSAND);
            if (part.signum() > 0) {
              fund = fund.add(bp(part, scaled.intValueExact()));
            }
            floor = ceiling;
          }
          if (b.fundCap() != null) {
            long cap =
                who.retired() && b.fundCap().retired() != null
                    ? b.fundCap().retired().fen()
                    : b.fundCap().fen();
            BigDecimal left = BigDecimal.valueOf(cap).subtract(get(year, kind + ".fund"));
            fund = fund.min(left.max(BigDecimal.ZERO));
          }
          if (b.countsInBasicCap() && scheme.basicFundCap() != null) {
            BigDecimal left =
                BigDecimal.valueOf(scheme.basicFundCap().fen()).subtract(get(year, "basic"));
            fund = fund.min(left.max(BigDecimal.ZERO));
          }

          BigDecimal[] w = zeros(n);
          for (int i : mine) {
            w[i] = limit[i];
          }
          BigDecimal[] shares = split(fund, w, w);
          fund = BigDecimal.ZERO;
          BigDecimal[] afterFund = zeros(n);
          for (int i : mine) {
            SettlementLine l = in.lines().get(i);
            if (kind.equals("GUARANTEE")) {
              String used = "drug." + l.molecule() + ".fund";
              if (!byCost && l.cap() != null) {
                BigDecimal left = BigDecimal.valueOf(l.cap().fen()).subtract(get(year, used));
                shares[i] = shares[i].min(left.max(BigDecimal.ZERO));
              }
              add(year, used, shares[i]);
            }
            hifp[i] = shares[i];
            fund = fund.add(shares[i]);
            afterFund[i] = limit[i].subtract(shares[i]);
          }
          BigDecimal[] dedcShares = split(paidDedc, w, afterFund);
          for (int i : mine) {
            dedc[i] = dedcShares[i];
          }
          add(year, kind + ".deductible", paidDedc);
          add(year, kind + ".base", base);
          add(year, kind + ".fund", fund);
          if (b.countsInBasicCap()) {
            add(year, "basic", fund);
          }
        }
      }
      if (payer == Payer.CRITICAL_ILLNESS) {
        CriticalIllness c = scheme.criticalIllness();
        boolean low =
            c.relief() != null && c.relief().groups().contains("" + who.assistanceGroup());
        BigDecimal start = get(year, "burden");
        BigDecimal stop = start.add(open);
        BigDecimal pay = BigDecimal.ZERO;
        for (int t = 0; t < c.tiers().size(); t++) {
          BigDecimal from = BigDecimal.valueOf(c.tiers().get(t).overFen());
          int ratio = c.tiers().get(t).ratioBp();
          if (low) {
            from = t == 0 ? bp(from, c.relief().firstThresholdBp()) : from;
            ratio = Math.min(10_000, ratio + c.relief().ratioBonusBp());
          }
          BigDecimal to =
              t + 1 == c.tiers().size()
                  ? stop
                  : stop.min(BigDecimal.valueOf(c.tiers().get(t + 1).overFen()));
          BigDecimal part = to.subtract(start.max(from));
          if (part.signum() > 0) {
            pay = pay.add(bp(part, ratio));
          }
        }
        if (c.cap() != null && !(low && c.relief().uncapped())) {
          BigDecimal left = BigDecimal.valueOf(c.cap().fen()).subtract(get(year, "critical"));
          pay = pay.min(left.max(BigDecimal.ZERO));
        }
        crit = split(pay, scope, room);
        add(year, "burden", open);
        add(year, "critical", pay);
      }
      if (payer == Payer.MEDICAL_ASSISTANCE) {
        for (AssistanceGroup g : policy.assistanceGroups()) {
          boolean byIncome = g.deductibleIncomeBp() > 0;
          if (!g.group().equals(who.assistanceGroup())
              || (byIncome && who.annualIncome() == null)) {
            continue;
          }
          BigDecimal yearly =
              byIncome
                  ? bp(BigDecimal.valueOf(who.annualIncome().fen()), g.deductibleIncomeBp())
                  : BigDecimal.valueOf(g.deductibleFen());
          BigDecimal unused = yearly.subtract(get(year, "assistance.deductible"));
          BigDecimal eaten = open.min(unused.max(BigDecimal.ZERO));
          BigDecimal pay = bp(open.subtract(eaten), g.ratioBp());
          if (g.yearlyLimit() != null) {
            BigDecimal left =
                BigDecimal.valueOf(g.yearlyLimit().fen()).subtract(get(year, "assistance"));
            pay = pay.min(left.max(BigDecimal.ZERO));
          }
          maf = split(pay, scope, room);
          add(year, "assistance.deductible", eaten);
          add(year, "assistance", pay);
        }
      }
      if (payer == Payer.FULL_COVERAGE) {
        for (int i = 0; i < n; i++) {
          oth[i] = in.lines().get(i).fullCoverage() ? room[i] : BigDecimal.ZERO;
        }
      }
    }

    BigDecimal[] person = zeros(n);
    BigDecimal persons = BigDecimal.ZERO;
    for (int i = 0; i < n; i++) {
      person[i] = amount[i].subtract(hifp[i]).subtract(crit[i]).subtract(maf[i]).subtract(oth[i]);
      persons = persons.add(person[i]);
    }
    BigDecimal fromAccount =
        in.useAccount() ? persons.min(BigDecimal.valueOf(in.balanceFen())) : BigDecimal.ZERO;
    BigDecimal[] acct = split(fromAccount, person, person);

    Map<String, BigInteger> out = new HashMap<>();
    for (int i = 0; i < n; i++) {
      String line = "line." + i + ".";
      put(out, line, "medfee", amount[i]);
      put(out, line, "own", own[i]);
      put(out, line, "over", over[i]);
      put(out, line, "pre", pre[i]);
      put(out, line, "scope", scope[i]);
      put(out, line, "dedc", dedc[i]);
      put(out, line, "hifp", hifp[i]);
      put(out, line, "crit", crit[i]);
      put(out, line, "maf", maf[i]);
      put(out, line, "oth", oth[i]);
      put(out, line, "person", person[i]);
      put(out, line, "acct", acct[i]);
      put(out, line, "cash", person[i].subtract(acct[i]));
    }
    year.forEach((key, value) -> put(out, "after.", key, new BigDecimal(value)));
    return out;
  }
}
