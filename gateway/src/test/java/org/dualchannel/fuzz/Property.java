package org.dualchannel.fuzz;

import org.dualchannel.edge.RequestProperty;
import org.dualchannel.log.LogMessageProperty;

/** Every property, by the name that the commands and the folders of inputs have for it. */
enum Property {
  COMMAND(RecordProperties.COMMAND, 3_000),
  OUTCOME(RecordProperties.OUTCOME, 3_000),
  LOG_MESSAGE(new LogMessageProperty(), 3_000),
  SNAPSHOT(new SnapshotProperty(), 300),
  TRACE_CODE(new TraceCodeProperty(), 3_000),
  CATALOGUE(new CatalogueProperty(), 500),
  RESTRICTION(new RestrictionProperty(), 2_000),
  REQUEST(new RequestProperty(), 2_000);

  /** No input makes more garbage than this, and so much for each of its bytes. */
  private static final long MOST_BYTES = 8L << 20;

  private static final long MOST_BYTES_A_BYTE = 4_096;

  private final ByteProperty property;
  private final int mutations;

  Property(ByteProperty property, int mutations) {
    this.property = property;
    this.mutations = mutations;
  }

  ByteProperty property() {
    return property;
  }

  /** Inputs made by chance in the ordinary suite: more where they are quick. */
  int mutations() {
    return mutations;
  }

  /** Checks one input, and that it does not take memory out of proportion. */
  void check(byte[] input) throws Throwable {
    long most = MOST_BYTES + MOST_BYTES_A_BYTE * input.length;
    // What loads classes, and perhaps instruments them, allocates for that: it is looked at again.
    if (allocated(input) > most) {
      long allocated = allocated(input);
      if (allocated > most) {
        throw new AssertionError(
            allocated + " bytes allocated for an input of " + input.length + " bytes");
      }
    }
  }

  private long allocated(byte[] input) throws Throwable {
    long before = Allocated.here();
    property.check(input);
    return Allocated.here() - before;
  }
}
