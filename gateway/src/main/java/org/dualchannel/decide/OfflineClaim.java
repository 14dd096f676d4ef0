package org.dualchannel.decide;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.prescription.Draft;
import org.dualchannel.registry.Principal;
import org.dualchannel.reimbursement.OfflineClaims;

/**
 * A purchase that was paid in full at the counter and is reimbursed afterwards (垫付报销).
 *
 * @param id assigned by the gateway; its settlement has the same
 * @param filedMs log time
 * @param by the office that filed it
 * @param voided how it was taken back; null while it stands
 */
public record OfflineClaim(
    String id, String area, Form form, long filedMs, Principal by, Voided voided) {

  /**
   * What the person hands in.
   *
   * @param prescription as on paper; its lines are those that were bought, whole
   * @param dispenser hospital or pharmacy that sold
   * @param purchased day of the purchase, which decides policy, catalogue and year
   * @param receiptNumber of the seller, at most 40 characters
   * @param lines what was paid, a line for each of the prescription's
   * @param documents what was handed in
   */
  public record Form(
      Draft prescription,
      String dispenser,
      LocalDate purchased,
      String receiptNumber,
      List<PaidLine> lines,
      List<OfflineClaims.Document> documents) {
    public Form {
      lines = List.copyOf(lines);
      documents = List.copyOf(documents);
    }
  }

  /**
   * What was paid for a line of the prescription.
   *
   * @param priceFen price of one unit
   * @param traceCodes as far as the seller gave them; may be empty
   */
  public record PaidLine(int line, long priceFen, List<String> traceCodes) {
    public PaidLine {
      traceCodes = List.copyOf(traceCodes);
    }
  }

  /** How a claim was taken back. */
  public record Voided(String reason, String comment, Principal by, long timeMs) {}

  OfflineClaim asVoided(Voided how) {
    return new OfflineClaim(id, area, form, filedMs, by, how);
  }
}
