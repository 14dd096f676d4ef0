package org.dualchannel.reimbursement;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.registry.HospitalTier;
import org.dualchannel.reimbursement.Accumulators.BenefitUse;
import org.dualchannel.reimbursement.Accumulators.DrugUse;

/** The worked examples of {@code docs/settlement.md} as inputs. */
public final class WorkedExamples {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  private static final PersonFacts EMPLOYED = new PersonFacts("310", false, 40, null, null);
  private static final PersonFacts RESIDENT = new PersonFacts("390", false, 30, null, null);
  private static final PersonFacts POOR = new PersonFacts("390", false, 30, "5B", null);
  private static final Accumulators FIRST = Accumulators.empty(2026);

  private WorkedExamples() {}

  /** One example, by the name that its row in the documentation begins with. */
  public record Example(String name, SettlementInput input) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** All of them, under the policy of this id. */
  public static List<Example> all(String policyId) {
    return List.of(
        example(policyId, "A1", EMPLOYED, AreaKind.HOME, FIRST, dupilumab(null)),
        example(policyId, "A2", EMPLOYED, AreaKind.HOME, afterFirst(), dupilumab(null)),
        example(
            policyId,
            "B",
            EMPLOYED,
            AreaKind.HOME,
            year("dupilumab", 7_500_000, 1_540_000),
            dupilumab(null)),
        example(policyId, "C", RESIDENT, AreaKind.HOME, FIRST, dupilumab(Amount.ofYuan(3_000))),
        example(
            policyId,
            "E",
            POOR,
            AreaKind.HOME,
            year("miglustat", 9_000_000, 2_850_000),
            miglustat()),
        example(policyId, "G", EMPLOYED, AreaKind.UNFILED, FIRST, dupilumab(null)));
  }

  /** What A1 left behind. */
  private static Accumulators afterFirst() {
    return new Accumulators(
        2026,
        List.of(new BenefitUse(BenefitKind.GUARANTEE, 50_000, 518_800, 415_040)),
        List.of(new DrugUse("dupilumab", 568_800, 415_040)),
        415_040,
        153_760,
        0,
        0,
        0);
  }

  private static Accumulators year(String molecule, long capUsedFen, long burdenFen) {
    return new Accumulators(
        2026,
        List.of(new BenefitUse(BenefitKind.GUARANTEE, 50_000, capUsedFen - 50_000, 0)),
        List.of(new DrugUse(molecule, capUsedFen, 0)),
        0,
        burdenFen,
        0,
        0,
        0);
  }

  private static SettlementLine dupilumab(Amount standard) {
    return line("dupilumab", 316_000, 20_000, standard, Amount.ofYuan(79_000));
  }

  private static SettlementLine miglustat() {
    return line("miglustat", 1_000_000, 30_000, null, Amount.ofYuan(281_000));
  }

  private static SettlementLine line(
      String molecule, long priceFen, long quantityE4, Amount standard, Amount cap) {
    return new SettlementLine(
        1,
        "X",
        molecule,
        priceFen,
        quantityE4,
        true,
        true,
        standard,
        1_000,
        false,
        true,
        cap,
        false);
  }

  private static Example example(
      String policyId,
      String name,
      PersonFacts person,
      AreaKind area,
      Accumulators before,
      SettlementLine line) {
    return new Example(
        name,
        new SettlementInput(
            policyId, DAY, person, HospitalTier.TIER_3, area, before, 0, false, List.of(line)));
  }

  /** The columns of the documented table, in fen. */
  public static List<Long> columns(Breakdown b) {
    return List.of(
        b.medfeeFen(),
        b.overlmtFen(),
        b.preselfFen(),
        b.inscpFen(),
        b.dedcFen(),
        b.hifpFen(),
        b.hifobFen() + b.hifmiFen(),
        b.mafFen(),
        b.psnPartFen(),
        b.acctFen(),
        b.cashFen());
  }

  /** What the columns have to be. */
  public static List<Long> expected(String name) {
    return switch (name) {
      case "A1" ->
          List.of(
              632_000L, 0L, 63_200L, 568_800L, 50_000L, 415_040L, 0L, 0L, 216_960L, 0L, 216_960L);
      case "A2" ->
          List.of(632_000L, 0L, 63_200L, 568_800L, 0L, 455_040L, 0L, 0L, 176_960L, 0L, 176_960L);
      case "B" ->
          List.of(632_000L, 0L, 63_200L, 568_800L, 0L, 320_000L, 0L, 0L, 312_000L, 0L, 312_000L);
      case "C" ->
          List.of(
              632_000L, 32_000L, 60_000L, 540_000L, 50_000L, 318_500L, 0L, 0L, 313_500L, 0L,
              313_500L);
      case "E" ->
          List.of(
              3_000_000L,
              0L,
              300_000L,
              2_700_000L,
              0L,
              1_755_000L,
              614_250L,
              231_525L,
              399_225L,
              0L,
              399_225L);
      case "G" ->
          List.of(
              632_000L, 0L, 63_200L, 568_800L, 50_000L, 290_528L, 0L, 0L, 341_472L, 0L, 341_472L);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
