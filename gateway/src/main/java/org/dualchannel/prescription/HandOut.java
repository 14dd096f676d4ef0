package org.dualchannel.prescription;

import java.util.List;

/**
 * One hand-out of a line. A line may have several: in parts, and in each repeat.
 *
 * @param quantityE4 quantity in 1/10,000 of the drug's unit
 * @param repeat repeat that it belongs to; 0 for the first dispensing
 */
public record HandOut(
    int line, String settlement, String dispenser, long quantityE4, int repeat, boolean returned) {

  boolean isOf(List<Integer> lines, String ofSettlement) {
    return settlement.equals(ofSettlement) && lines.contains(line);
  }

  HandOut asReturned() {
    return new HandOut(line, settlement, dispenser, quantityE4, repeat, true);
  }
}
