package org.dualchannel.edge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dualchannel.v1.ClaimDocument;
import org.dualchannel.v1.ClaimLine;
import org.dualchannel.v1.OfflineClaimForm;
import org.dualchannel.v1.SubmitOfflineClaimRequest;
import org.dualchannel.v1.VoidOfflineClaimRequest;

/** The shape of the requests of ClaimService. */
final class ClaimChecks {
  private ClaimChecks() {}

  static void submit(FieldChecks checks, SubmitOfflineClaimRequest request) {
    if (checks.required("form", request.hasForm())) {
      checks.enter("form");
      form(checks, request.getForm());
      checks.leave();
    }
  }

  private static void form(FieldChecks checks, OfflineClaimForm form) {
    if (checks.required("prescription", form.hasPrescription())) {
      checks.enter("prescription");
      PrescriptionChecks.draft(checks, form.getPrescription());
      checks.leave();
    }
    checks.place("dispenser", form.getDispenser());
    checks.date("purchase_date", form.hasPurchaseDate(), form.getPurchaseDate());
    checks.text("receipt_number", form.getReceiptNumber(), 1, 40);
    documents(checks, form.getDocumentsList());
    if (!checks.count("lines", form.getLinesCount(), 1, DispensingChecks.MAX_LINES)) {
      return;
    }
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < form.getLinesCount(); i++) {
      checks.enter("lines", i);
      line(checks, form.getLines(i), seen);
      checks.leave();
    }
  }

  private static void line(FieldChecks checks, ClaimLine line, Set<Integer> seen) {
    checks.range("line_number", line.getLineNumber(), 1, DispensingChecks.MAX_LINES);
    if (!seen.add(line.getLineNumber())) {
      checks.violate("line_number", "stands twice", "重复");
    }
    checks.priceFen("price_fen", line.getPriceFen());
    DispensingChecks.codes(checks, line.getTraceCodesList());
  }

  static void documents(FieldChecks checks, List<ClaimDocument> documents) {
    if (!checks.count("documents", documents.size(), 0, ClaimDocument.values().length)) {
      return;
    }
    for (int i = 0; i < documents.size(); i++) {
      checks.chosen("documents[" + i + ']', documents.get(i));
    }
  }

  static void voidClaim(FieldChecks checks, VoidOfflineClaimRequest request) {
    checks.text("claim_id", request.getClaimId(), 1, 30);
    CommonChecks.reason(checks, request.getReason(), request.getComment());
  }
}
