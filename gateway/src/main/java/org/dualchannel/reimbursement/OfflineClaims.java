package org.dualchannel.reimbursement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.rules.Rule;

/**
 * What an area asks for when it reimburses a purchase that was not settled at the counter (垫付报销).
 * An area without it takes no claims.
 *
 * @param documents what has to be handed in
 * @param daysToFile a claim is filed at most so many days after the purchase
 */
@Rule("S2-40")
public record OfflineClaims(List<Document> documents, int daysToFile) {

  /** A document of a claim. Append only. */
  public enum Document {
    /** The invoice or receipt of the purchase (票据). */
    INVOICE,
    /** The prescription (处方). */
    PRESCRIPTION,
    /** The list of charges (费用清单). */
    LIST_OF_CHARGES,
    /** The certificate of the diagnosis (诊断证明). */
    DIAGNOSIS_CERTIFICATE
  }

  public OfflineClaims {
    documents = List.copyOf(documents);
  }

  /** The last day on which a purchase may be claimed. */
  public LocalDate lastDayFor(LocalDate purchased) {
    return purchased.plusDays(daysToFile);
  }

  /** What is required and not among the documents that were handed in. */
  public List<Document> missing(List<Document> handedIn) {
    List<Document> missing = new ArrayList<>(documents);
    missing.removeAll(handedIn);
    return missing;
  }
}
