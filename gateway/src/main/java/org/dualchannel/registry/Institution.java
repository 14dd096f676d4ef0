package org.dualchannel.registry;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * A medical institution.
 *
 * @param code national code, {@code H} and 11 digits
 * @param area pooling area in which it lies, 6 digits
 * @param level national level code, 01–11
 * @param designated when it is a designated institution (医保定点)
 * @param crossProvinceOutpatient settles outpatient care of other provinces directly
 * @param place where it is; null when unknown
 */
public record Institution(
    String code,
    String name,
    String area,
    String level,
    List<Period> designated,
    boolean crossProvinceOutpatient,
    Place place) {

  public Institution {
    designated = List.copyOf(designated);
  }

  /** The tier that selects deductible and ratio. */
  @Rule("S2-9")
  public HospitalTier tier() {
    return HospitalTier.ofLevel(level);
  }

  /** Refuses an institution that is not designated on the date; null when it is. */
  @Rule("S2-18")
  public Rejection refuseUndesignated(LocalDate date) {
    return Period.anyContains(designated, date)
        ? null
        : Rejection.of(Reason.INSTITUTION_NOT_DESIGNATED, "institution", code, "date", date);
  }

  /** Refuses an institution whose diagnosis does not open the guarantee; null for tier 3. */
  @Rule("S2-29")
  public Rejection refuseBelowTier3() {
    return tier() == HospitalTier.TIER_3
        ? null
        : Rejection.of(Reason.INSTITUTION_NOT_TIER_3, "institution", code, "level", level);
  }

  /**
   * Refuses an institution at which a person of another pooling area cannot enrol: it has to be of
   * the level asked at home, and to settle outpatient care of other provinces.
   */
  @Rule("S2-39")
  public Rejection refuseFromElsewhere() {
    if (tier() != HospitalTier.TIER_3) {
      return Rejection.of(Reason.INSTITUTION_LEVEL_ELSEWHERE, "institution", code, "level", level);
    }
    return crossProvinceOutpatient
        ? null
        : Rejection.of(Reason.CROSS_PROVINCE_NOT_OPEN, "institution", code);
  }
}
