package org.dualchannel.simulate;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Person;

/**
 * Persons die or fall out of benefit for a while; their cards are used nevertheless, twice after a
 * death.
 */
final class Standing implements Happening {
  private static final int DEATHS_PER_MILLE_A_YEAR = 15;
  private static final int LAPSES_PER_MILLE_A_YEAR = 30;
  private static final int LAPSE_DAYS = 45;
  private static final int USES_OF_THE_CARD = 2;

  private final World world;

  Standing(World world) {
    this.world = world;
  }

  @Override
  public void plan(LocalDate date) {
    for (Patient patient : world.city.patients()) {
      if (patient.isDead()) {
        continue;
      }
      int drawn = world.random.nextInt(365_000);
      if (drawn < DEATHS_PER_MILLE_A_YEAR) {
        patient.dies(USES_OF_THE_CARD);
        Period benefit = new Period(patient.person.benefit().from(), date);
        file(patient, date, standing(patient.person, Person.Status.DECEASED, benefit));
      } else if (drawn < DEATHS_PER_MILLE_A_YEAR + LAPSES_PER_MILLE_A_YEAR) {
        Person before = patient.person;
        file(patient, date, standing(before, Person.Status.SUSPENDED, before.benefit()));
        file(patient, date.plusDays(LAPSE_DAYS), before);
      }
    }
  }

  private void file(Patient patient, LocalDate date, Person person) {
    world.agenda.at(
        World.time(date, 7, 0),
        () -> {
          boolean died = patient.person.status() == Person.Status.DECEASED;
          patient.person = died ? patient.person : person;
          return world.bureau(Founding.persons(List.of(patient.person), List.of()));
        });
  }

  private static Person standing(Person person, Person.Status status, Period benefit) {
    return new Person(
        person.area(),
        person.number(),
        person.sex(),
        person.birthDate(),
        person.scheme(),
        person.personType(),
        status,
        benefit,
        person.assistanceGroup(),
        person.annualIncomeFen(),
        person.specialOutpatient(),
        person.filings());
  }
}
