package org.dualchannel.registry;

import java.util.Locale;
import org.dualchannel.rules.Rule;

/**
 * Who acts. The edge authenticates the caller; the log keeps who it was, so that a replay decides
 * the same.
 *
 * @param role what the caller is
 * @param code code of an institution, pharmacy, physician or pharmacist; 6-digit area of a bureau,
 *     health commission, district, agency or procurement platform; person number of a patient; or
 *     the node's own name
 */
@Rule("S2-43")
public record Principal(Role role, String code) {

  /** The parts of the system that act. Append only. */
  public enum Role {
    HOSPITAL,
    PHARMACY,
    BUREAU,
    SYSTEM,
    HEALTH_COMMISSION,
    DISTRICT,
    AGENCY,
    PROCUREMENT_PLATFORM,
    PHYSICIAN,
    PHARMACIST,
    PATIENT
  }

  /** The gateway itself: ticks and seals. */
  public static final Principal SYSTEM = new Principal(Role.SYSTEM, "gateway");

  public boolean is(Role asked, String askedCode) {
    return role == asked && code.equals(askedCode);
  }

  /**
   * Whether it is an office that is in charge of a pooling area: bureau, health commission, agency
   * or procurement platform of it, or one of its districts, whose codes share the first four
   * digits.
   */
  public boolean isOfficeOf(String area) {
    return switch (role) {
      case BUREAU, HEALTH_COMMISSION, AGENCY, PROCUREMENT_PLATFORM -> code.equals(area);
      case DISTRICT ->
          code.length() == 6 && area.length() == 6 && code.startsWith(area.substring(0, 4));
      case HOSPITAL, PHARMACY, PHYSICIAN, PHARMACIST, PATIENT, SYSTEM -> false;
    };
  }

  @Override
  public String toString() {
    return role.name().toLowerCase(Locale.ROOT) + '/' + code;
  }
}
