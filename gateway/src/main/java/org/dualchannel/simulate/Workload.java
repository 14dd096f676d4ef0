package org.dualchannel.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.decide.View;
import org.dualchannel.prescription.Draft;
import org.dualchannel.registry.Principal;
import org.dualchannel.reimbursement.BenefitPolicy;

/**
 * The commands of a generated city without its days: it is founded, and then as many visits take
 * place at one moment as somebody wants to measure. The same seed gives the same commands. For one
 * thread.
 */
public final class Workload {
  /** By then everybody who enrols has enrolled. */
  private static final int DAYS = 31;

  private static final int LAST_HOUR = 9;

  private final World world;
  private final CatalogueVersion catalogue;
  private final BenefitPolicy policy;
  private final LocalDate start;

  /** Decides a command of the founding. */
  @FunctionalInterface
  public interface Decides {
    Outcome decide(long timeMs, Command command);
  }

  /**
   * A city.
   *
   * @param persons insured persons, a third of them patients
   * @param policy in force from the first day on; its area is the city's
   */
  public Workload(int persons, long seed, CatalogueVersion catalogue, BenefitPolicy policy) {
    this.catalogue = catalogue;
    this.policy = policy;
    start = policy.effectiveFrom();
    SplittableRandom random = new SplittableRandom(seed);
    List<Treatment> treatments = Treatment.of(catalogue.drugs());
    City city =
        new CityGenerator(policy.area(), start, treatments, random.split()).generate(persons);
    world = new World(policy.area(), city, new Agenda(), random.split());
  }

  /**
   * Founds the city: limits, catalogue, policy, registry, stock and a month of enrolments.
   *
   * @param limits entries of the tables
   * @throws SimulationFailedException when something is refused without which nothing works
   */
  public void found(List<Body.Capacity> limits, Decides decides) {
    List<String> sold =
        catalogue.drugs().stream()
            .filter(each -> World.listedPriceFen(each) > 0 && !each.tracePrefixes().isEmpty())
            .map(Drug::code)
            .toList();
    List<Happening> happenings =
        List.of(
            new Founding(world, start, limits, catalogue, policy),
            new Restocking(world, start, sold),
            new Enrolments(world, start));
    Agenda agenda = world.agenda;
    for (int day = 0; day < DAYS; day++) {
      LocalDate date = start.plusDays(day);
      happenings.forEach(each -> each.plan(date));
      while (agenda.nextMs() != null) {
        take(decides);
      }
    }
    agenda.at(World.time(start.plusDays(DAYS), LAST_HOUR, 0), () -> null);
    take(decides);
  }

  private void take(Decides decides) {
    for (Agenda.Step step : world.agenda.take()) {
      Command command = step.command().get();
      if (command != null) {
        step.answered().accept(decides.decide(world.agenda.nowMs(), command));
      }
    }
  }

  /** When the visits take place. */
  public long timeMs() {
    return world.agenda.nowMs();
  }

  /** Pooling area of the city. */
  public String area() {
    return world.area;
  }

  public int patients() {
    return world.city.patients().size();
  }

  /** A new visit of a patient, from 0. */
  public Course visit(int patient) {
    return new Course(world, new Visit(world, world.city.patients().get(patient), Twist.NONE));
  }

  /**
   * One visit, step by step. Each step is given the answer to the one before; whoever asks sees to
   * the order.
   */
  public static final class Course {
    private final World world;
    private final Visit visit;
    private final Command submission;

    private Course(World world, Visit visit) {
      this.world = world;
      this.visit = visit;
      submission = visit.submission();
    }

    /** The hospital sends the prescription. */
    public Command submission() {
      return submission;
    }

    /** What the hospital wrote. */
    public Draft draft() {
      return ((Body.SubmitPrescription) submission.body()).draft();
    }

    public Principal hospital() {
      return visit.hospital();
    }

    /** One of the best candidates claims it; without any, the hospital does. */
    public Command claim(Reply.Submitted submitted) {
      visit.prescription = submitted.prescription();
      visit.candidates = submitted.route().candidates();
      return visit.claiming(visit.chosen());
    }

    /** Who claimed it; null before. */
    public Principal dispenser() {
      return visit.dispenser;
    }

    /** Everything is handed out, in packs never sold before. */
    public Command dispensing() {
      List<Integer> all = visit.lineNumbers();
      return visit.dispensing(visit.secret, all, visit.packs(all));
    }

    /** What the dispenser asks for each line. */
    public List<View.QuotedLine> prices() {
      List<View.QuotedLine> prices = new ArrayList<>();
      for (int number : visit.lineNumbers()) {
        String drug = draft().lines().get(number - 1).drug();
        prices.add(new View.QuotedLine(number, world.priceFen(visit.dispenser, drug)));
      }
      return prices;
    }

    /** The patient brings everything back. */
    public Command giveBack(Reply.Dispensed dispensed) {
      return world.command(
          visit.dispenser,
          new Body.ReturnDispense(
              dispensed.settlement().id(),
              world.city.pharmacistOf(visit.dispenser.code()),
              visit.lineNumbers(),
              "OTHER",
              "not tolerated"));
    }
  }
}
