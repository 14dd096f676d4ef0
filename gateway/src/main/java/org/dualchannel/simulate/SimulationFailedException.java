package org.dualchannel.simulate;

/** The simulation could not be played to its end. */
public final class SimulationFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SimulationFailedException(String message) {
    super(message);
  }
}
