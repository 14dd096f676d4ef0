package org.dualchannel.reimbursement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.dualchannel.registry.HospitalTier;
import org.dualchannel.reimbursement.Accumulators.BenefitUse;
import org.dualchannel.reimbursement.Accumulators.DrugUse;
import org.dualchannel.reimbursement.Benefit.Deductible;
import org.dualchannel.reimbursement.Benefit.FundCap;
import org.dualchannel.reimbursement.Benefit.RatioTier;
import org.dualchannel.reimbursement.BenefitPolicy.AreaFactor;
import org.dualchannel.reimbursement.BenefitPolicy.CapBasis;
import org.dualchannel.reimbursement.BenefitPolicy.CapYear;
import org.dualchannel.reimbursement.BenefitPolicy.PolicyDocument;
import org.dualchannel.reimbursement.CriticalIllness.BurdenTier;
import org.dualchannel.reimbursement.CriticalIllness.LowIncomeRelief;

/** Random valid policies and settlements, fond of small numbers, equal numbers and full limits. */
final class RandomSettlements {
  static final int YEAR = 2026;
  private static final String[] MOLECULES = {"bosentan", "dupilumab", "miglustat", "octreotide"};
  private static final String[] GROUPS = {null, null, "5A", "5B", "5C", "9Z"};
  private final Random random;

  RandomSettlements(long seed) {
    this.random = new Random(seed);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** From 0 to a few million fen, all magnitudes alike. */
  long fen() {
    int digits = random.nextInt(8);
    return chance(8) ? 0 : random.nextInt((int) Math.pow(10, digits)) + (chance(50) ? 1L : 0L);
  }

  private Amount maybe(int percent) {
    return chance(percent) ? new Amount(fen()) : null;
  }

  private int bp() {
    return switch (random.nextInt(5)) {
      case 0 -> 10_000;
      case 1 -> 0;
      case 2 -> random.nextInt(10_001);
      default -> 500 * random.nextInt(21);
    };
  }

  BenefitPolicy policy() {
    List<Payer> order =
        new ArrayList<>(
            List.of(
                Payer.CRITICAL_ILLNESS,
                Payer.CIVIL_SERVANT,
                Payer.MEDICAL_ASSISTANCE,
                Payer.FULL_COVERAGE));
    if (chance(30)) {
      Collections.shuffle(order, random);
      order = order.subList(0, random.nextInt(5));
    }
    List<Payer> payers = new ArrayList<>(List.of(Payer.BASIC));
    payers.addAll(order);
    payers.addAll(List.of(Payer.ACCOUNT, Payer.CASH));
    return new BenefitPolicy(
        "p",
        "120100",
        new PolicyDocument("random", LocalDate.of(YEAR, 1, 1)),
        LocalDate.of(YEAR, 1, 1),
        null,
        true,
        chance(60) ? CapBasis.ELIGIBLE_COST : CapBasis.FUND_PAY,
        CapYear.CALENDAR,
        List.of(scheme("310"), scheme("390")),
        List.of(
            new AssistanceGroup("5A", "a", 0, 0, 10_000, null),
            new AssistanceGroup("5B", "b", fen(), 0, bp(), maybe(60)),
            new AssistanceGroup("5C", "c", 0, 1_000, bp(), maybe(60))),
        List.of(new AreaFactor(AreaKind.REFERRAL, 9_000), new AreaFactor(AreaKind.UNFILED, bp())),
        payers,
        ServiceRules.DEFAULT,
        null,
        null);
  }

  private SchemePolicy scheme(String scheme) {
    List<BurdenTier> tiers = new ArrayList<>();
    long over = 0;
    for (int i = random.nextInt(4); i > 0; i--) {
      over += fen() + 1;
      tiers.add(new BurdenTier(over, bp()));
    }
    CriticalIllness critical =
        new CriticalIllness(
            scheme.equals("310") ? CriticalIllness.Field.HIFOB : CriticalIllness.Field.HIFMI,
            tiers,
            maybe(40),
            chance(60) ? new LowIncomeRelief(List.of("5A", "5B"), 5_000, 500, chance(70)) : null);
    return new SchemePolicy(scheme, benefit(50), benefit(85), benefit(90), maybe(30), critical);
  }

  private Benefit benefit(int enabledPercent) {
    List<RatioTier> tiers = new ArrayList<>();
    long upTo = 0;
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      upTo += fen() + 1;
      boolean open = i == count - 1 && chance(60);
      tiers.add(new RatioTier(open ? null : new Amount(upTo), bp(), bp(), bp()));
    }
    return new Benefit(
        chance(enabledPercent),
        new Deductible(fen(), maybe(30), maybe(30), 70),
        tiers,
        chance(50) ? 500 : 0,
        chance(40) ? new FundCap(fen(), maybe(50)) : null,
        chance(70));
  }

  SettlementInput input() {
    return input(accumulators(), lines());
  }

  SettlementInput input(Accumulators before, List<SettlementLine> lines) {
    PersonFacts person =
        new PersonFacts(
            chance(50) ? "310" : "390",
            chance(40),
            random.nextInt(100),
            GROUPS[random.nextInt(GROUPS.length)],
            maybe(80));
    return new SettlementInput(
        "p",
        LocalDate.of(YEAR, 6, 1),
        person,
        any(List.of(HospitalTier.values())),
        chance(70) ? AreaKind.HOME : any(List.of(AreaKind.values())),
        before,
        fen(),
        chance(50),
        lines);
  }

  /** One to five lines, now and then a dozen. */
  List<SettlementLine> lines() {
    int count = chance(3) ? 12 : 1 + random.nextInt(5);
    List<SettlementLine> lines = new ArrayList<>();
    Amount[] caps = {maybe(80), maybe(80), maybe(80), maybe(80)};
    for (int i = 1; i <= count; i++) {
      int molecule = random.nextInt(MOLECULES.length);
      long price = fen();
      lines.add(
          new SettlementLine(
              i,
              "X" + i,
              MOLECULES[molecule],
              price,
              quantityE4(),
              !chance(6),
              !chance(6),
              chance(30) ? new Amount(chance(30) ? price : fen()) : null,
              chance(40) ? 1_000 : bp(),
              chance(20),
              chance(60),
              caps[molecule],
              chance(10)));
    }
    return lines;
  }

  private long quantityE4() {
    return switch (random.nextInt(5)) {
      case 0 -> 5_000;
      case 1 -> random.nextInt(30_000);
      default -> 10_000L * (1 + random.nextInt(6));
    };
  }

  private Accumulators accumulators() {
    if (chance(25)) {
      return Accumulators.empty(YEAR);
    }
    List<BenefitUse> benefits = new ArrayList<>();
    for (BenefitKind kind : BenefitKind.values()) {
      benefits.add(new BenefitUse(kind, fen(), fen(), fen()));
    }
    List<DrugUse> drugs = new ArrayList<>();
    for (String molecule : MOLECULES) {
      drugs.add(new DrugUse(molecule, fen(), fen()));
    }
    return new Accumulators(YEAR, benefits, drugs, fen(), fen(), fen(), fen(), fen());
  }
}
