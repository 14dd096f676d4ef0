package org.dualchannel.routing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dualchannel.registry.Designation;
import org.dualchannel.registry.Designations;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Place;
import org.dualchannel.reimbursement.Ratio;
import org.dualchannel.rules.Rule;

/** Ranks the pharmacies that a hospital has designated for one prescription. */
public final class Router {
  /** The longest list of candidates; the rest is left out as ranked too low. */
  public static final int MAX_CANDIDATES = 20;

  private static final int FAR = Integer.MAX_VALUE;

  /** Totals above this rank alike; a sum of two cannot overflow. */
  private static final long MOST_FEN = Long.MAX_VALUE / 4;

  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparing((Candidate each) -> !each.preferred())
          .thenComparingLong(Candidate::totalFen)
          .thenComparingInt(each -> each.distanceM() < 0 ? FAR : each.distanceM())
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
   * @param line number of the prescription's line
   * @param priceLimitFen highest price of a unit that the area allows; 0 when there is none
   */
  public record Wanted(
      int line, String drug, long quantityE4, boolean coldChain, long priceLimitFen) {}

  /**
   * What the patient wants.
   *
   * @param preferred code of the dispenser of the patient's choice; empty when none
   * @param near place of delivery; null when distance plays no part
   * @param maxDistanceM farthest pharmacy to offer; 0 for no limit
   * @param outOfStock pharmacies that said they have not got it, whatever stock they reported
   */
  public record Wish(
      List<Wanted> drugs, String preferred, Place near, int maxDistanceM, List<String> outOfStock) {
    public Wish {
      drugs = List.copyOf(drugs);
      outOfStock = List.copyOf(outOfStock);
    }
  }

  private final Surroundings surroundings;

  public Router(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Ranks the designated pharmacies; a chosen pharmacy without designation is told as such. */
  @Rule({"S2-5", "S2-6"})
  public Route route(Designations designations, Wish wish, LocalDate date) {
    List<Candidate> candidates = new ArrayList<>(designations.filings().size());
    List<LeftOut> leftOut = new ArrayList<>();
    boolean choiceListed = !wish.preferred().startsWith("P");
    for (Designation filing : designations.filings()) {
      choiceListed |= filing.pharmacy().equals(wish.preferred());
      if (filing.activeOn(date)) {
        judge(filing.pharmacy(), wish, date, candidates, leftOut);
      } else {
        leftOut.add(new LeftOut(filing.pharmacy(), Exclusion.NOT_DESIGNATED, 0, ""));
      }
    }
    if (!choiceListed) {
      leftOut.add(new LeftOut(wish.preferred(), Exclusion.NOT_DESIGNATED, 0, ""));
    }
    List<Candidate> ranked = ranked(candidates, leftOut);
    leftOut.sort(Comparator.comparing(LeftOut::pharmacy));
    return new Route(ranked, leftOut);
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
    Stock[] stocks = new Stock[wish.drugs().size()]; // looked up while judging
    LeftOut obstacle = obstacle(code, pharmacy, wish, date, stocks);
    if (obstacle == null) {
      candidates.add(candidate(pharmacy, wish, stocks));
    } else {
      leftOut.add(obstacle);
    }
  }

  private LeftOut obstacle(
      String code, Pharmacy pharmacy, Wish wish, LocalDate date, Stock[] stocks) {
    if (pharmacy == null) {
      return new LeftOut(code, Exclusion.NOT_REGISTERED, 0, "");
    }
    if (pharmacy.refuseUnqualified(date) != null) {
      return new LeftOut(code, Exclusion.NOT_QUALIFIED, 0, "");
    }
    if (wish.outOfStock().contains(code)) {
      return new LeftOut(code, Exclusion.OUT_OF_STOCK, 0, "");
    }
    for (int i = 0; i < stocks.length; i++) {
      Wanted wanted = wish.drugs().get(i);
      stocks[i] = surroundings.stock(code, wanted.drug());
      Exclusion missing = missing(pharmacy, wanted, stocks[i]);
      if (missing != null) {
        return new LeftOut(code, missing, wanted.line(), wanted.drug());
      }
    }
    if (wish.maxDistanceM() > 0) {
      int distanceM = distance(pharmacy, wish);
      if (distanceM > wish.maxDistanceM()) {
        return new LeftOut(code, Exclusion.TOO_FAR, 0, distanceM + " m");
      }
    }
    if (pharmacy.maxHolds() > 0) {
      int openHolds = surroundings.openHolds(code);
      if (openHolds >= pharmacy.maxHolds()) {
        return new LeftOut(code, Exclusion.FULLY_LOADED, 0, openHolds + " held");
      }
    }
    return null;
  }

  private static Exclusion missing(Pharmacy pharmacy, Wanted wanted, Stock stock) {
    if (wanted.coldChain() && !pharmacy.coldChain()) {
      return Exclusion.NO_COLD_CHAIN;
    }
    if (stock == null) {
      return Exclusion.STOCK_UNKNOWN;
    }
    if (stock.quantityE4() < wanted.quantityE4()) {
      return Exclusion.OUT_OF_STOCK;
    }
    return wanted.priceLimitFen() > 0 && stock.priceFen() > wanted.priceLimitFen()
        ? Exclusion.PRICE_OVER_LIMIT
        : null;
  }

  private Candidate candidate(Pharmacy pharmacy, Wish wish, Stock[] stocks) {
    long totalFen = 0;
    long asOfMs = Long.MAX_VALUE;
    for (int i = 0; i < stocks.length; i++) {
      Wanted wanted = wish.drugs().get(i);
      Stock stock = stocks[i];
      totalFen = Math.min(MOST_FEN, totalFen + Ratio.price(stock.priceFen(), wanted.quantityE4()));
      asOfMs = Math.min(asOfMs, stock.asOfMs());
    }
    return new Candidate(
        pharmacy.code(),
        0,
        totalFen,
        distance(pharmacy, wish),
        asOfMs,
        pharmacy.coldChain(),
        surroundings.openHolds(pharmacy.code()),
        pharmacy.code().equals(wish.preferred()));
  }

  private static int distance(Pharmacy pharmacy, Wish wish) {
    return pharmacy.place() == null || wish.near() == null
        ? -1
        : Distance.metres(pharmacy.place(), wish.near());
  }

  private static List<Candidate> ranked(List<Candidate> candidates, List<LeftOut> leftOut) {
    candidates.sort(BEST_FIRST);
    List<Candidate> ranked = new ArrayList<>(Math.min(candidates.size(), MAX_CANDIDATES));
    for (Candidate each : candidates) {
      if (ranked.size() == MAX_CANDIDATES) {
        leftOut.add(new LeftOut(each.pharmacy(), Exclusion.RANKED_TOO_LOW, 0, ""));
      } else {
        ranked.add(each.ranked(ranked.size() + 1));
      }
    }
    return ranked;
  }
}
