package org.dualchannel.routing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dualchannel.registry.Designation;
import org.dualchannel.registry.Designations;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Place;
import org.dualchannel.rules.Rule;

/** Ranks the pharmacies that a hospital has designated for one prescription. */
public final class Router {

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparing((Candidate each) -> !each.preferred())
          .thenComparingLong(Candidate::totalFen)
          .thenComparingInt(Candidate::distanceM)
          .thenComparingInt(Candidate::openHolds)
          .thenComparing(Candidate::pharmacy);

  /** What the router asks about a pharmacy. */
  public interface Surroundings {
    /** The pharmacy; null when it is not registered. */
    Pharmacy pharmacy(String code);

    /** The stock of a drug there; null when never reported. */
    Stock stock(String pharmacy, String drug);

    /** Prescriptions that the pharmacy holds at present. */
    int openHolds(String pharmacy);
  }

  /**
   * One drug that is wanted.
   *
   * @param priceLimitFen highest price of a unit that the area allows; 0 when there is none
   */
  public record Wanted(String drug, long quantityE4, boolean coldChain, long priceLimitFen) {}

  /**
   * What the patient wants.
   *
   * @param preferred pharmacy of the patient's choice; empty when none
   * @param near place of delivery, or the hospital
   * @param maxDistanceM farthest pharmacy to offer; 0 for no limit
   * @param maxOpenHolds most prescriptions a pharmacy may be working on; 0 for no limit
   */
  public record Wish(
      List<Wanted> drugs, String preferred, Place near, int maxDistanceM, int maxOpenHolds) {}

  private final Surroundings surroundings;

  public Router(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Ranks the designated pharmacies; a preferred one without designation is reported as such. */
  @Rule({"S2-5", "S2-6"})
  public Route route(Designations designations, Wish wish, LocalDate date) {
    List<Candidate> candidates = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    boolean preferredListed = wish.preferred().isEmpty();
    for (Designation filing : designations.filings()) {
      preferredListed |= filing.pharmacy().equals(wish.preferred());
      if (filing.period().contains(date)) {
        judge(filing.pharmacy(), wish, date, candidates, leftOut);
      } else {
        leftOut.add(new LeftOut(filing.pharmacy(), Exclusion.NOT_DESIGNATED, ""));
      }
    }
    if (!preferredListed) {
      leftOut.add(new LeftOut(wish.preferred(), Exclusion.NOT_DESIGNATED, ""));
    }
    leftOut.sort(Comparator.comparing(LeftOut::pharmacy));
    return new Route(ranked(candidates), leftOut);
  }

  /** Judges one pharmacy alone, designation aside; null when it may fill the prescription. */
  public LeftOut exclude(String code, Wish wish, LocalDate date) {
    List<LeftOut> leftOut = new ArrayList<>(1);
    judge(code, wish, date, new ArrayList<>(1), leftOut);
    return leftOut.isEmpty() ? null : leftOut.get(0);
  }

  private void judge(
      String code, Wish wish, LocalDate date, List<Candidate> candidates, List<LeftOut> leftOut) {
    Pharmacy pharmacy = surroundings.pharmacy(code);
    if (pharmacy == null) {
      leftOut.add(new LeftOut(code, Exclusion.NOT_REGISTERED, ""));
      return;
    }
    if (pharmacy.refuseUnqualified(date) != null) {
      leftOut.add(new LeftOut(code, Exclusion.NOT_QUALIFIED, ""));
      return;
    }
    long totalFen = 0;
    for (Wanted wanted : wish.drugs()) {
      Stock stock = surroundings.stock(code, wanted.drug());
      Exclusion missing = missing(pharmacy, wanted, stock);
      if (missing != null) {
        leftOut.add(new LeftOut(code, missing, wanted.drug()));
        return;
      }
      totalFen += (stock.priceFen() * wanted.quantityE4() + 5_000) / 10_000;
    }
    int distanceM =
        Distance.metres(
            pharmacy.latE6(), pharmacy.lonE6(), wish.near().latE6(), wish.near().lonE6());
    int openHolds = surroundings.openHolds(code);
    if (wish.maxDistanceM() > 0 && distanceM > wish.maxDistanceM()) {
      leftOut.add(new LeftOut(code, Exclusion.TOO_FAR, distanceM + " m"));
    } else if (wish.maxOpenHolds() > 0 && openHolds >= wish.maxOpenHolds()) {
      leftOut.add(new LeftOut(code, Exclusion.OVERLOADED, openHolds + " held"));
    } else {
      boolean preferred = code.equals(wish.preferred());
      candidates.add(new Candidate(code, 0, totalFen, distanceM, openHolds, preferred));
    }
  }

  private static Exclusion missing(Pharmacy pharmacy, Wanted wanted, Stock stock) {
    if (stock == null || stock.quantityE4() < wanted.quantityE4()) {
      return Exclusion.NO_STOCK;
    }
    if (wanted.coldChain() && !pharmacy.coldChain()) {
      return Exclusion.NO_COLD_CHAIN;
    }
    return wanted.priceLimitFen() > 0 && stock.priceFen() > wanted.priceLimitFen()
        ? Exclusion.PRICE_OVER_LIMIT
        : null;
  }

  private static List<Candidate> ranked(List<Candidate> candidates) {
    candidates.sort(BEST_FIRST);
    List<Candidate> ranked = new ArrayList<>(candidates.size());
    for (Candidate each : candidates) {
      ranked.add(
          new Candidate(
              each.pharmacy(),
              ranked.size() + 1,
              each.totalFen(),
              each.distanceM(),
              each.openHolds(),
              each.preferred()));
    }
    return ranked;
  }
}
