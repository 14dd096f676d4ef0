package org.dualchannel.registry;

import java.time.LocalDate;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * A medical institution.
 *
 * @param code national code, {@code H} and 11 digits
 * @param area pooling area, 6 digits
 * @param level national level code, 01–11
 * @param kind general or specialist
 * @param designation days on which it is designated (医保定点); null when never
 * @param latE6 latitude in millionths of a degree
 * @param lonE6 longitude in millionths of a degree
 */
public record Institution(
    String code,
    String area,
    String name,
    String level,
    Kind kind,
    Period designation,
    int latE6,
    int lonE6) {

  /** What the institution is for. */
  public enum Kind {
    GENERAL,
    SPECIALIST,
    PRIMARY_CARE
  }

  public int tier() {
    return HospitalLevel.tier(level);
  }

  /** Refuses an institution that is not designated on the date; null when it is. */
  @Rule("S2-18")
  public Rejection refuseUndesignated(LocalDate date) {
    return designation != null && designation.contains(date)
        ? null
        : Rejection.of(Reason.INSTITUTION_NOT_DESIGNATED, "institution", code, "date", date);
  }

  /** Refuses an institution whose diagnosis does not open the guarantee; null for tier 3. */
  @Rule("S2-29")
  public Rejection refuseBelowTier3() {
    return tier() == 3 && kind != Kind.PRIMARY_CARE
        ? null
        : Rejection.of(Reason.INSTITUTION_NOT_TIER_3, "institution", code, "level", level);
  }
}
