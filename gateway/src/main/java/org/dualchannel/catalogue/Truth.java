package org.dualchannel.catalogue;

/** The three outcomes of judging a condition; only {@link #MET} pays. */
public enum Truth {
  MET,
  UNMET,
  /** A fact that the condition asks for is not known. Its negation is unknown too. */
  UNKNOWN;

  Truth negated() {
    return switch (this) {
      case MET -> UNMET;
      case UNMET -> MET;
      case UNKNOWN -> UNKNOWN;
    };
  }

  static Truth of(boolean met) {
    return met ? MET : UNMET;
  }
}
