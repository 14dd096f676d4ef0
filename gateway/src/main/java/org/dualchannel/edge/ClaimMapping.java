package org.dualchannel.edge;

import java.util.List;
import org.dualchannel.decide.OfflineClaim;
import org.dualchannel.decide.Settlement;
import org.dualchannel.decide.View;
import org.dualchannel.reimbursement.OfflineClaims.Document;
import org.dualchannel.v1.ClaimDocument;
import org.dualchannel.v1.ClaimLine;
import org.dualchannel.v1.OfflineClaimForm;
import org.dualchannel.v1.TraceCode;
import org.dualchannel.v1.VoidReason;

/** Offline claims between the contract and the domain. */
final class ClaimMapping {
  private final SettlementMapping settlements;

  ClaimMapping(View view) {
    settlements = new SettlementMapping(view);
  }

  static OfflineClaim.Form form(OfflineClaimForm form) {
    return new OfflineClaim.Form(
        PrescriptionMapping.draft(
            form.getPrescription().toBuilder()
                .clearPreferredDispenser()
                .clearDeliveryLocation()
                .build()),
        form.getDispenser(),
        Times.dateOf(form.getPurchaseDate()),
        form.getReceiptNumber(),
        form.getLinesList().stream().map(ClaimMapping::line).toList(),
        documents(form.getDocumentsList()));
  }

  private static OfflineClaim.PaidLine line(ClaimLine line) {
    return new OfflineClaim.PaidLine(
        line.getLineNumber(),
        line.getPriceFen(),
        line.getTraceCodesList().stream().map(TraceCode::getCode).toList());
  }

  /** The documents have the same numbers, one up. */
  static List<Document> documents(List<ClaimDocument> documents) {
    return documents.stream().map(each -> Document.values()[each.getNumber() - 1]).toList();
  }

  static List<ClaimDocument> ofDocuments(List<Document> documents) {
    return documents.stream().map(each -> ClaimDocument.forNumber(each.ordinal() + 1)).toList();
  }

  static String reason(VoidReason reason) {
    return ClinicalMapping.word(
        reason, PrescriptionCalls.prefix(VoidReason.VOID_REASON_UNSPECIFIED));
  }

  /** A claim with its settlement as it stands. */
  org.dualchannel.v1.OfflineClaim claim(OfflineClaim claim, Settlement settlement) {
    org.dualchannel.v1.OfflineClaim.Builder mapped =
        org.dualchannel.v1.OfflineClaim.newBuilder()
            .setClaimId(claim.id())
            .setForm(ofForm(claim.form()))
            .setFileTime(Times.timestamp(claim.filedMs()))
            .setSettlement(settlements.settlement(settlement));
    if (claim.voided() != null) {
      mapped
          .setVoidTime(Times.timestamp(claim.voided().timeMs()))
          .setVoidReason(VoidReason.valueOf("VOID_REASON_" + claim.voided().reason()));
    }
    return mapped.build();
  }

  private static OfflineClaimForm ofForm(OfflineClaim.Form form) {
    OfflineClaimForm.Builder mapped =
        OfflineClaimForm.newBuilder()
            .setPrescription(PrescriptionMapping.ofDraft(form.prescription()))
            .setDispenser(form.dispenser())
            .setPurchaseDate(Times.date(form.purchased()))
            .setReceiptNumber(form.receiptNumber())
            .addAllDocuments(ofDocuments(form.documents()));
    for (OfflineClaim.PaidLine line : form.lines()) {
      ClaimLine.Builder paid =
          mapped.addLinesBuilder().setLineNumber(line.line()).setPriceFen(line.priceFen());
      line.traceCodes().forEach(code -> paid.addTraceCodes(TraceCode.newBuilder().setCode(code)));
    }
    return mapped.build();
  }
}
