package org.dualchannel.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.catalogue.Coverage;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Outcome;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;

/** Once a week every pharmacy counts its shelves and sets its prices anew. */
final class Restocking implements Happening {
  private static final int EVERY_DAYS = 7;

  /** A pharmacy is out of a drug so often in a thousand. */
  private static final int OUT_PER_MILLE = 30;

  private final World world;
  private final LocalDate start;
  private final List<String> drugs;

  Restocking(World world, LocalDate start, List<String> drugs) {
    this.world = world;
    this.start = start;
    this.drugs = drugs;
  }

  @Override
  public void plan(LocalDate date) {
    if ((date.toEpochDay() - start.toEpochDay()) % EVERY_DAYS == 0) {
      for (Pharmacy pharmacy : world.city.pharmacies()) {
        report(pharmacy, date);
      }
    }
  }

  private void report(Pharmacy pharmacy, LocalDate date) {
    long timeMs = World.time(date, 6, 0);
    List<Body.StockItem> items = new ArrayList<>();
    for (String code : drugs) {
      Drug drug = world.drug(code, date);
      boolean paid = drug.coverageOn(date) != Coverage.STOPPED;
      if (paid && (!drug.coldChain() || pharmacy.coldChain())) {
        long packs = world.perMille(OUT_PER_MILLE) ? 0 : 2_000;
        items.add(
            new Body.StockItem(
                code, packs * drug.packUnits() * 10_000L, priceFen(pharmacy, drug), timeMs));
      }
    }
    Principal reporter = new Principal(Role.PHARMACY, pharmacy.code());
    world.agenda.at(
        timeMs,
        () -> world.command(reporter, new Body.ReportStock(items)),
        outcome -> priced(outcome, pharmacy, items));
  }

  private void priced(Outcome outcome, Pharmacy pharmacy, List<Body.StockItem> items) {
    if (outcome.accepted()) {
      items.forEach(each -> world.shelfPrice(pharmacy.code(), each.drug(), each.priceFen()));
    }
  }

  /** Between 90 and 112 per cent of the listed price, each pharmacy its own way. */
  private static long priceFen(Pharmacy pharmacy, Drug drug) {
    int percent = 90 + Math.floorMod(pharmacy.code().hashCode(), 23);
    return (World.listedPriceFen(drug) * percent + 50) / 100;
  }
}
