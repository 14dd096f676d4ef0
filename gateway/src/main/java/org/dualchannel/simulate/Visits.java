package org.dualchannel.simulate;

import java.time.LocalDate;

/** Patients come every four weeks for the next supply, some a little late. */
final class Visits implements Happening {
  private static final int FIRST_HOUR = 8;
  private static final int HOURS = 9;

  private final World world;

  Visits(World world) {
    this.world = world;
  }

  @Override
  public void plan(LocalDate date) {
    for (Patient patient : world.city.patients()) {
      if (date.equals(patient.nextVisit) && patient.comes()) {
        int late = world.perMille(200) ? world.random.nextInt(1, 8) : 0;
        patient.nextVisit = date.plusDays(Treatment.DAYS + late);
        int hour = FIRST_HOUR + world.random.nextInt(HOURS);
        new Visit(world, patient, Twists.draw(world)).begin(World.time(date, hour, 0));
      }
    }
  }
}
