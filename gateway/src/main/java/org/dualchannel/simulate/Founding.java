package org.dualchannel.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.registry.Person;
import org.dualchannel.reimbursement.BenefitPolicy;

/** The first hour of the first day: limits, catalogue, policy and registry. */
final class Founding implements Happening {
  /** Entries of one command, so that it fits a message of the log. */
  private static final int CHUNK = 500;

  private final World world;
  private final LocalDate start;
  private final List<Body.Capacity> capacities;
  private final CatalogueVersion catalogue;
  private final BenefitPolicy policy;

  Founding(
      World world,
      LocalDate start,
      List<Body.Capacity> capacities,
      CatalogueVersion catalogue,
      BenefitPolicy policy) {
    this.world = world;
    this.start = start;
    this.capacities = capacities;
    this.catalogue = catalogue;
    this.policy = policy;
  }

  @Override
  public void plan(LocalDate date) {
    if (!date.equals(start)) {
      return;
    }
    long time = World.time(date, 0, 10);
    world.agenda.at(time, () -> Command.ofSystem(new Body.SetCapacities(capacities)));
    publish(world, time, catalogue);
    must(world, time, new Body.CreatePolicy(policy));
    City city = world.city;
    must(world, time, registry(city));
    chunks(city.persons(), time, each -> persons(each, List.of()));
    chunks(city.balances(), time, each -> persons(List.of(), each));
  }

  /** Publishes a version of the catalogue, from one command to the next. */
  static void publish(World world, long timeMs, CatalogueVersion version) {
    must(
        world,
        timeMs,
        new Body.CreateCatalogueVersion(
            version.id(), version.effectiveFrom(), version.title(), version.document()));
    List<Drug> drugs = version.drugs();
    for (int from = 0; from < drugs.size(); from += CHUNK) {
      int to = Math.min(drugs.size(), from + CHUNK);
      must(world, timeMs, new Body.AddDrugs(version.id(), drugs.subList(from, to)));
    }
    must(world, timeMs, new Body.PublishCatalogueVersion(version.id(), drugs.size()));
    world.published(version);
  }

  /** The bureau files something without which the simulation means nothing. */
  static void must(World world, long timeMs, Body body) {
    world.agenda.at(
        timeMs,
        () -> world.bureau(body),
        outcome -> {
          if (!outcome.accepted()) {
            throw new SimulationFailedException(
                body.getClass().getSimpleName()
                    + " was refused: "
                    + outcome.rejection().english()
                    + ' '
                    + outcome.rejection().violations());
          }
        });
  }

  private <T> void chunks(List<T> entries, long timeMs, Function<List<T>, Body> body) {
    for (int from = 0; from < entries.size(); from += CHUNK) {
      List<T> chunk = entries.subList(from, Math.min(entries.size(), from + CHUNK));
      must(world, timeMs, body.apply(new ArrayList<>(chunk)));
    }
  }

  private static Body registry(City city) {
    return new Body.ImportRegistry(
        city.hospitals(),
        city.physicians(),
        city.pharmacies(),
        city.pharmacists(),
        city.designations(),
        List.of(),
        List.of());
  }

  /** An import of persons and balances only. */
  static Body persons(List<Person> persons, List<Body.AccountBalance> balances) {
    return new Body.ImportRegistry(
        List.of(), List.of(), List.of(), List.of(), List.of(), persons, balances);
  }
}
