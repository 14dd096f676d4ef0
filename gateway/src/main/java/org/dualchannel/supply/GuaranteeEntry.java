package org.dualchannel.supply;

import java.util.List;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.rules.Rule;

/**
 * One drug of the outpatient guarantee as the public and the experts see it.
 *
 * @param overHalfOfIncome a year costs more than half the income per head; null while the income is
 *     unknown. It flags and does not decide
 */
public record GuaranteeEntry(Drug drug, Boolean overHalfOfIncome) {

  /** The list of a catalogue version, in its order, with the experts' findings in each drug. */
  @Rule({"S2-25", "S2-26", "S2-27"})
  public static List<GuaranteeEntry> of(Catalogue catalogue, SupplyRules rules) {
    return catalogue.version().drugs().stream()
        .filter(Drug::onGuaranteeList)
        .map(drug -> new GuaranteeEntry(drug, flag(drug, rules.incomePerHeadFen())))
        .toList();
  }

  private static Boolean flag(Drug drug, long incomePerHeadFen) {
    return incomePerHeadFen == 0 ? null : drug.guarantee().overHalfOfIncome(incomePerHeadFen);
  }
}
