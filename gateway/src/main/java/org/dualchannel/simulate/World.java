package org.dualchannel.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.CatalogueTimeline;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;

/** What all happenings share: the city, the agenda, the dice, the packs and their prices. */
final class World {
  /** Sold trace codes remembered for those who try to sell them again. */
  private static final int REMEMBERED_CODES = 500;

  final String area;
  final City city;
  final Agenda agenda;
  final SplittableRandom random;
  private CatalogueTimeline catalogues = CatalogueTimeline.EMPTY;
  private final Map<String, Long> shelfPrices = new HashMap<>();
  private final Map<String, List<String>> soldCodes = new HashMap<>();
  private long packs;
  private long prescriptions;
  private long fingerprints;

  World(String area, City city, Agenda agenda, SplittableRandom random) {
    this.area = area;
    this.city = city;
    this.agenda = agenda;
    this.random = random;
  }

  /** A command under a request id of its own. */
  Command command(Principal principal, Body body) {
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    return new Command(id, principal, area, ++fingerprints, body);
  }

  /** A command of the bureau. */
  Command bureau(Body body) {
    return command(new Principal(Role.BUREAU, area), body);
  }

  /** Whether something happens that happens so often in a thousand cases. */
  boolean perMille(int often) {
    return random.nextInt(1_000) < often;
  }

  static long time(LocalDate date, int hour, int minute) {
    return CivilDate.startMs(date) + (hour * 60L + minute) * 60_000;
  }

  LocalDate today() {
    return CivilDate.of(agenda.nowMs());
  }

  /** Notes a version of the catalogue. */
  void published(CatalogueVersion version) {
    catalogues = catalogues.publish(Catalogue.of(version));
  }

  /** The drug in the version in force on a date. */
  Drug drug(String code, LocalDate date) {
    return catalogues.inForceOn(date).drug(code);
  }

  /** What a unit costs by the catalogue. */
  static long listedPriceFen(Drug drug) {
    long own = drug.priceBasis().standardFen();
    return own > 0 ? own : drug.priceBasis().selectedPriceFen();
  }

  void shelfPrice(String pharmacy, String drug, long priceFen) {
    shelfPrices.put(pharmacy + '/' + drug, priceFen);
  }

  /** What a dispenser asks for a unit today; a hospital adds nothing. */
  long priceFen(Principal dispenser, String drug) {
    Long shelf = shelfPrices.get(dispenser.code() + '/' + drug);
    return shelf == null ? listedPriceFen(drug(drug, today())) : shelf;
  }

  /** Trace codes of packs that nobody has sold yet. */
  List<String> newPacks(String drug, long quantityE4) {
    Drug known = drug(drug, today());
    long packE4 = known.packUnits() * 10_000L;
    List<String> codes = new ArrayList<>();
    for (long i = (quantityE4 + packE4 - 1) / packE4; i > 0; i--) {
      codes.add(known.tracePrefixes().get(0) + String.format(Locale.ROOT, "%013d", ++packs));
    }
    return codes;
  }

  void sold(String drug, List<String> codes) {
    List<String> kept = soldCodes.computeIfAbsent(drug, key -> new ArrayList<>());
    if (kept.size() < REMEMBERED_CODES) {
      kept.addAll(codes);
    }
  }

  /** A code of a drug that was sold before; null when there is none. */
  String soldCode(String drug) {
    List<String> kept = soldCodes.get(drug);
    return kept == null ? null : kept.get(random.nextInt(kept.size()));
  }

  /** A number under which no hospital has sent a prescription yet. */
  String prescriptionNumber() {
    return "SIM" + ++prescriptions;
  }
}
