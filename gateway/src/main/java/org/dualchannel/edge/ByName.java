package org.dualchannel.edge;

import java.util.EnumMap;
import java.util.Map;

/**
 * The constants of the contract for those of the domain, which have the same names behind a prefix.
 * Looked up once: it is done several times with every answer.
 */
final class ByName<D extends Enum<D>, C extends Enum<C>> {
  private final Map<D, C> constants;

  private ByName(Map<D, C> constants) {
    this.constants = constants;
  }

  /**
   * @throws IllegalArgumentException when a constant of the domain is not in the contract
   */
  static <D extends Enum<D>, C extends Enum<C>> ByName<D, C> of(
      Class<D> domain, Class<C> contract, String prefix) {
    Map<D, C> constants = new EnumMap<>(domain);
    for (D each : domain.getEnumConstants()) {
      constants.put(each, Enum.valueOf(contract, prefix + each.name()));
    }
    return new ByName<>(constants);
  }

  C get(D constant) {
    return constants.get(constant);
  }
}
