package org.dualchannel.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.dualchannel.reimbursement.Accumulators;
import org.dualchannel.reimbursement.Breakdown;
import org.dualchannel.reimbursement.SettlementResult;

/** The figures of a settlement by name, such as {@code line.0.hifp}; figures of 0 are left out. */
public final class Figures {
  private Figures() {}

  /** The figures of a result under the names of {@link PlainOracle#settle}. */
  public static Map<String, BigInteger> of(SettlementResult result) {
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

  static Map<String, BigInteger> year(Accumulators a) {
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

  static BigDecimal get(Map<String, BigInteger> year, String key) {
    return new BigDecimal(year.getOrDefault(key, BigInteger.ZERO));
  }

  static void add(Map<String, BigInteger> year, String key, BigDecimal value) {
    put(year, "", key, get(year, key).add(value));
  }

  static void put(Map<String, BigInteger> out, String prefix, String name, BigDecimal value) {
    if (value.signum() != 0) {
      out.put(prefix + name, value.toBigIntegerExact());
    } else {
      out.remove(prefix + name);
    }
  }
}
