package org.dualchannel.cli;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Why commands are refused though the node works; there may be several reasons at a time. */
final class Refusing {
  /** What can be wrong around the node. */
  enum Trouble {
    DISK,
    CLOCK
  }

  private final Map<Trouble, String> causes = new EnumMap<>(Trouble.class);
  private final Consumer<String> readOnly;

  /**
   * @param readOnly takes the causes together, and null when there is none
   */
  Refusing(Consumer<String> readOnly) {
    this.readOnly = readOnly;
  }

  /**
   * @param cause what is wrong; null when it is well again
   */
  synchronized void because(Trouble trouble, String cause) {
    if (cause == null) {
      causes.remove(trouble);
    } else {
      causes.put(trouble, cause);
    }
    readOnly.accept(causes.isEmpty() ? null : String.join("; ", causes.values()));
  }
}
