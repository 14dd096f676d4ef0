package org.dualchannel.registry;

import java.util.Locale;
import org.dualchannel.rules.Rule;

/**
 * Who acts. The edge authenticates the caller; the log keeps who it was, so that a replay decides
 * the same.
 *
 * @param role what the caller is
 * @param code national code of an institution, pharmacy, physician or pharmacist; pooling area of
 *     an authority, of a district its own 6-digit code; number of an insured person; the node's own
 *     name
 */
public record Principal(Role role, String code) {

  /** The parties that act. Append only. */
  @Rule("S2-43")
  public enum Role {
    /** A medical institution. */
    HOSPITAL,
    PHARMACY,
    /** The insurance bureau of a pooling area (医保局). */
    BUREAU,
    SYSTEM,
    /** The health commission of a pooling area (卫生健康委). */
    HEALTH_COMMISSION,
    /** The insurance bureau of a district within the area (区医疗保障局). */
    DISTRICT,
    /** The agency that runs the insurance (经办机构). */
    AGENCY,
    /** The procurement platform on which drugs are listed (采购平台). */
    PROCUREMENT_PLATFORM,
    PHYSICIAN,
    PHARMACIST,
    /** An insured person of the command's area. */
    PATIENT;

    private final String text = name().toLowerCase(Locale.ROOT);
  }

  /** The gateway itself: ticks and seals. */
  public static final Principal SYSTEM = new Principal(Role.SYSTEM, "gateway");

  /**
   * Whether the caller is an authority of the area. Districts have the first four digits of their
   * area's code.
   */
  @Rule("S2-43")
  public boolean supervises(String area) {
    return switch (role) {
      case BUREAU, HEALTH_COMMISSION, AGENCY, PROCUREMENT_PLATFORM -> code.equals(area);
      case DISTRICT ->
          code.length() == 6 && area.length() == 6 && code.startsWith(area.substring(0, 4));
      default -> false;
    };
  }

  public boolean is(Role asked, String askedCode) {
    return role == asked && code.equals(askedCode);
  }

  @Override
  public String toString() {
    return role.text + '/' + code;
  }
}
