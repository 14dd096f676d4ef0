package org.dualchannel.reimbursement;

import java.util.List;
import org.dualchannel.registry.HospitalTier;

/**
 * One benefit of basic insurance.
 *
 * @param enabled false when the scheme does not grant it: its drugs fall to the next benefit
 * @param deductible what the person pays first in a year
 * @param tiers ratios by the year's accumulated base, ascending; what lies above the last limit
 *     gets nothing
 * @param retireeBonusBp basis points added to each ratio for retired persons
 * @param fundCap what the fund pays in a year under this benefit; null = no limit
 * @param countsInBasicCap whether its payments count in, and are limited by, the scheme's basic cap
 */
public record Benefit(
    boolean enabled,
    Deductible deductible,
    List<RatioTier> tiers,
    int retireeBonusBp,
    FundCap fundCap,
    boolean countsInBasicCap) {

  /** A benefit that the scheme does not grant. */
  public static final Benefit NONE =
      new Benefit(false, new Deductible(0, null, null, 0), List.of(), 0, null, false);

  /**
   * The yearly deductible.
   *
   * @param fen for everyone not named below
   * @param retired for retired persons; null = the same
   * @param retiredSenior for retired persons of at least {@code seniorAge}; null = as retired
   * @param seniorAge years of age; unused when {@code retiredSenior} is null
   */
  public record Deductible(long fen, Amount retired, Amount retiredSenior, int seniorAge) {
    /** The deductible that applies to a person. */
    public long fenFor(PersonFacts person) {
      if (person.retired() && retiredSenior != null && person.age() >= seniorAge) {
        return retiredSenior.fen();
      }
      return person.retired() && retired != null ? retired.fen() : fen;
    }
  }

  /**
   * One step of the ratio table.
   *
   * @param upTo upper limit of the accumulated base, inclusive; null = no limit (last tier only)
   * @param tier1Bp ratio for tier-1 hospitals
   * @param tier2Bp ratio for tier-2 hospitals
   * @param tier3Bp ratio for tier-3 hospitals
   */
  public record RatioTier(Amount upTo, int tier1Bp, int tier2Bp, int tier3Bp) {
    /** The ratio for a hospital tier. */
    public int ratioBp(HospitalTier tier) {
      return switch (tier) {
        case TIER_1 -> tier1Bp;
        case TIER_2 -> tier2Bp;
        case TIER_3 -> tier3Bp;
      };
    }
  }

  /**
   * The yearly limit of what the fund pays.
   *
   * @param fen for everyone not named below
   * @param retired for retired persons; null = the same
   */
  public record FundCap(long fen, Amount retired) {
    /** The limit that applies to a person. */
    public long fenFor(PersonFacts person) {
      return person.retired() && retired != null ? retired.fen() : fen;
    }
  }

  public Benefit {
    tiers = List.copyOf(tiers);
  }
}
