package org.dualchannel.reimbursement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dualchannel.registry.HospitalTier;

/**
 * The settlement once more, from its definition only, as one long recipe over exact decimals. It
 * shares no code with {@link Waterfall} and is slow on purpose: the two have to agree.
 */
final class PlainOracle {
  private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

  private PlainOracle() {}

  /** Every figure of the settlement by name: totals, lines, and what the year looks like after. */
  static Map<String, BigInteger> settle(BenefitPolicy policy, SettlementInput in) {
    PersonFacts who = in.person();
    SchemePolicy scheme = null;
    for (SchemePolicy s : policy.schemes()) {
      if (s.scheme().equals(who.scheme())) {
        scheme = s;
      }
    }
    Map<String, BigInteger> year = year(in.before());
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
            BigDecimal scaled = bp(BigDecimal.valueOf(ratio), factor).min(TEN_THOUSAND);
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

  /** The figures of a result under the same names. */
  static Map<String, BigInteger> figures(SettlementResult result) {
    Map<String, BigInteger> out = new HashMap<>();
    for (int i = 0; i < result.lines().size(); i++) {
      breakdown(out, "line." + i + ".", result.lines().get(i).split());
    }
    year(result.after()).forEach((key, value) -> put(out, "after.", key, new BigDecimal(value)));
    return out;
  }

  private static void breakdown(Map<String, BigInteger> out, String prefix, Breakdown b) {
    long[] values = {
      b.medfeeFen(),
      b.ownpayFen(),
      b.overlmtFen(),
      b.preselfFen(),
      b.inscpFen(),
      b.dedcFen(),
      b.hifpFen(),
      b.hifobFen() + b.hifmiFen(),
      b.mafFen(),
      b.othFen(),
      b.psnPartFen(),
      b.acctFen(),
      b.cashFen()
    };
    String[] names = {
      "medfee", "own", "over", "pre", "scope", "dedc", "hifp", "crit", "maf", "oth", "person",
      "acct", "cash"
    };
    for (int i = 0; i < names.length; i++) {
      put(out, prefix, names[i], BigDecimal.valueOf(values[i]));
    }
  }

  private static Map<String, BigInteger> year(Accumulators a) {
    Map<String, BigInteger> year = new HashMap<>();
    for (Accumulators.BenefitUse use : a.benefits()) {
      put(year, use.kind() + ".", "deductible", BigDecimal.valueOf(use.deductiblePaidFen()));
      put(year, use.kind() + ".", "base", BigDecimal.valueOf(use.baseFen()));
      put(year, use.kind() + ".", "fund", BigDecimal.valueOf(use.fundFen()));
    }
    for (Accumulators.DrugUse use : a.drugs()) {
      put(year, "drug." + use.molecule(), ".cap", BigDecimal.valueOf(use.capUsedFen()));
      put(year, "drug." + use.molecule(), ".fund", BigDecimal.valueOf(use.fundUsedFen()));
    }
    put(year, "", "basic", BigDecimal.valueOf(a.basicFundFen()));
    put(year, "", "burden", BigDecimal.valueOf(a.burdenFen()));
    put(year, "", "critical", BigDecimal.valueOf(a.criticalPaidFen()));
    put(year, "assistance", ".deductible", BigDecimal.valueOf(a.assistanceDeductibleFen()));
    put(year, "", "assistance", BigDecimal.valueOf(a.assistancePaidFen()));
    return year;
  }

  /** In proportion, half up, the last weighted line the rest; what cannot stand moves backwards. */
  private static BigDecimal[] split(BigDecimal total, BigDecimal[] weights, BigDecimal[] room) {
    int n = weights.length;
    BigDecimal[] shares = zeros(n);
    BigDecimal sum = BigDecimal.ZERO;
    int last = -1;
    for (int i = 0; i < n; i++) {
      sum = sum.add(weights[i]);
      if (weights[i].signum() > 0) {
        last = i;
      }
    }
    BigDecimal given = BigDecimal.ZERO;
    for (int i = 0; i <= last; i++) {
      BigDecimal due = total.subtract(given);
      if (i < last) {
        due = due.min(total.multiply(weights[i]).divide(sum, 0, RoundingMode.HALF_UP));
      }
      shares[i] = due.min(room[i]);
      given = given.add(shares[i]);
    }
    for (int i = last; i >= 0; i--) {
      BigDecimal extra = total.subtract(given).min(room[i].subtract(shares[i]));
      shares[i] = shares[i].add(extra);
      given = given.add(extra);
    }
    if (given.compareTo(total) != 0) {
      throw new AssertionError("given " + given + " of " + total);
    }
    return shares;
  }

  private static BigDecimal bp(BigDecimal x, int bp) {
    return halfUp(x.multiply(BigDecimal.valueOf(bp)).movePointLeft(4));
  }

  private static BigDecimal halfUp(BigDecimal x) {
    return x.setScale(0, RoundingMode.HALF_UP);
  }

  private static BigDecimal[] zeros(int n) {
    BigDecimal[] zeros = new BigDecimal[n];
    java.util.Arrays.fill(zeros, BigDecimal.ZERO);
    return zeros;
  }

  private static BigDecimal get(Map<String, BigInteger> year, String key) {
    return new BigDecimal(year.getOrDefault(key, BigInteger.ZERO));
  }

  private static void add(Map<String, BigInteger> year, String key, BigDecimal value) {
    put(year, "", key, get(year, key).add(value));
  }

  private static void put(
      Map<String, BigInteger> out, String prefix, String name, BigDecimal value) {
    if (value.signum() != 0) {
      out.put(prefix + name, value.toBigIntegerExact());
    } else {
      out.remove(prefix + name);
    }
  }
}
