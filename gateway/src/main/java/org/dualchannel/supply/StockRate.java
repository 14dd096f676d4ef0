package org.dualchannel.supply;

import java.time.LocalDate;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.Coverage;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.rules.Rule;

/**
 * How much of what it should stock a hospital does stock (应配尽配).
 *
 * @param inScope negotiated drugs paid for on the day and within the hospital's clinical scope
 * @param stocked those of them that it stocks
 */
@Rule("S2-3")
public record StockRate(int inScope, int stocked) {

  /** Counts what the catalogue pays for on the date; a drug that left it counts on neither side. */
  public static StockRate of(Formulary formulary, Catalogue catalogue, LocalDate date) {
    int inScope = 0;
    int stocked = 0;
    for (Formulary.Item item : formulary.items()) {
      if (item.inScope() && counts(catalogue.drug(item.drug()), date)) {
        inScope++;
        stocked += item.stocked() ? 1 : 0;
      }
    }
    return new StockRate(inScope, stocked);
  }

  static boolean counts(Drug drug, LocalDate date) {
    return drug != null && drug.negotiated() && drug.coverageOn(date) != Coverage.STOPPED;
  }

  /** Stocked ÷ in scope in basis points, rounded down; 0 when nothing is in scope. */
  public int rateBp() {
    return ratioBp(stocked, inScope);
  }

  static int ratioBp(long part, long whole) {
    return whole == 0 ? 0 : (int) (part * 10_000 / whole);
  }
}
