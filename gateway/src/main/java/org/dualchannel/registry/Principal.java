package org.dualchannel.registry;

import java.util.Locale;

/**
 * Who acts. The edge authenticates the caller; the log keeps who it was, so that a replay decides
 * the same.
 *
 * @param role what the caller is
 * @param code institution or pharmacy code, pooling area of a bureau, or the node's own name
 */
public record Principal(Role role, String code) {

  /** The parts of the system that act. */
  public enum Role {
    HOSPITAL,
    PHARMACY,
    BUREAU,
    SYSTEM
  }

  /** The gateway itself: ticks and seals. */
  public static final Principal SYSTEM = new Principal(Role.SYSTEM, "gateway");

  public boolean is(Role asked, String askedCode) {
    return role == asked && code.equals(askedCode);
  }

  @Override
  public String toString() {
    return role.name().toLowerCase(Locale.ROOT) + '/' + code;
  }
}
