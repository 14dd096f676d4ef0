package org.dualchannel.simulate;

import java.time.LocalDate;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;

/**
 * Time passes at night too. A node's appender puts ticks in the log by the machine's clock; here
 * the agenda does, so that their places do not depend on how fast the machine is.
 */
final class Nights implements Happening {
  private static final int TICKS = 10;

  private final World world;

  Nights(World world) {
    this.world = world;
  }

  @Override
  public void plan(LocalDate date) {
    for (int minute = 0; minute < TICKS; minute++) {
      world.agenda.at(World.time(date, 0, minute), () -> Command.ofSystem(new Body.Tick()));
    }
  }
}
