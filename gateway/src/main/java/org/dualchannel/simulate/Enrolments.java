package org.dualchannel.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentContent;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;

/**
 * The hospitals enrol, assess again and renew. Some had enrolled before the first day; some assess
 * or renew too late, and the patient is refused meanwhile; some patients give the enrolment up.
 */
final class Enrolments implements Happening {
  private static final int EARLIER_PER_MILLE = 400;
  private static final int LATE_PER_MILLE = 120;
  private static final int WITHDRAWN_PER_MILLE = 20;
  private static final int CHUNK = 500;

  private final World world;
  private final LocalDate start;

  Enrolments(World world, LocalDate start) {
    this.world = world;
    this.start = start;
  }

  @Override
  public void plan(LocalDate date) {
    if (date.equals(start)) {
      takeOver(date);
    }
    for (Patient patient : world.city.patients()) {
      if (!patient.enrols || patient.isDead()) {
        continue;
      }
      if (date.equals(patient.enrolOn)) {
        enrol(patient, date);
      } else if (date.equals(patient.assessOn) && patient.enrolment != null) {
        assess(patient, date);
      }
    }
  }

  private void takeOver(LocalDate date) {
    List<Patient> earlier = new ArrayList<>();
    for (Patient patient : world.city.patients()) {
      if (patient.enrols && world.perMille(EARLIER_PER_MILLE)) {
        earlier.add(patient);
      } else {
        patient.enrolOn = patient.nextVisit.minusDays(1);
      }
    }
    for (int from = 0; from < earlier.size(); from += CHUNK) {
      takeOver(earlier.subList(from, Math.min(earlier.size(), from + CHUNK)), date);
    }
  }

  private void takeOver(List<Patient> patients, LocalDate date) {
    List<Body.EarlierEnrolment> entries = new ArrayList<>();
    for (Patient patient : patients) {
      LocalDate first = date.minusDays(world.random.nextInt(20, 340));
      LocalDate sixMonthsLater = first.plusMonths(6).minusDays(5);
      boolean again = sixMonthsLater.isBefore(date);
      LocalDate assessed = again ? sixMonthsLater : first;
      entries.add(
          new Body.EarlierEnrolment(
              patient.hospital.code(),
              patient.person.number(),
              patient.treatment.drug(),
              content(patient),
              first,
              assessed));
      patient.assessOn = again ? null : late(assessed.plusMonths(6));
      patient.enrolOn = late(first.plusMonths(12));
    }
    world.agenda.at(
        World.time(date, 1, 0),
        () -> world.bureau(new Body.ImportEnrolments(entries)),
        outcome -> {
          if (outcome.reply() instanceof Reply.EnrolmentsImported imported) {
            for (int i = 0; i < patients.size(); i++) {
              patients.get(i).enrolment = imported.enrolments().get(i);
            }
          } else {
            throw new SimulationFailedException(
                "earlier enrolments were refused: " + outcome.rejection().english());
          }
        });
  }

  private void enrol(Patient patient, LocalDate date) {
    world.agenda.at(
        World.time(date, 8, 30),
        () ->
            world.command(
                hospital(patient),
                new Body.CreateEnrolment(
                    patient.hospital.code(),
                    patient.person.number(),
                    patient.treatment.drug(),
                    content(patient))),
        outcome -> enrolled(patient, outcome));
  }

  private void enrolled(Patient patient, Outcome outcome) {
    if (outcome.reply() instanceof Reply.Enrolled enrolled) {
      Enrolment enrolment = enrolled.enrolment();
      patient.enrolment = enrolment.id();
      patient.assessOn = late(enrolment.assessBy());
      patient.enrolOn = late(enrolment.end().plusDays(1));
    }
  }

  private void assess(Patient patient, LocalDate date) {
    Body body =
        world.perMille(WITHDRAWN_PER_MILLE)
            ? new Body.WithdrawEnrolment(patient.enrolment, "OTHER", "moved away")
            : new Body.ReassessEnrolment(
                patient.enrolment, 0, patient.physician.code(), "continues to benefit", null);
    world.agenda.at(World.time(date, 9, 30), () -> world.command(hospital(patient), body));
    patient.assessOn = null;
  }

  /** Mostly the day itself, sometimes weeks after it. */
  private LocalDate late(LocalDate due) {
    return world.perMille(LATE_PER_MILLE) ? due.plusDays(world.random.nextInt(5, 40)) : due;
  }

  private static Principal hospital(Patient patient) {
    return new Principal(Role.HOSPITAL, patient.hospital.code());
  }

  private static EnrolmentContent content(Patient patient) {
    return new EnrolmentContent(
        List.of(patient.physician.code()),
        List.of(patient.treatment.diagnosis()),
        "generated for a simulation",
        new EnrolmentContent.Plan("1", "dose", "QD", "as labelled", ""),
        patient.treatment.notes());
  }
}
