package org.dualchannel.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.dualchannel.prescription.Draft;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.reimbursement.OfflineClaims.Document;

/** A claim that passes every check, to be bent one thing at a time. */
final class TestClaim {
  private static final AtomicLong RECEIPTS = new AtomicLong();

  final TestDraft paper;
  String dispenser = TestRegistry.PHARMACY;
  LocalDate purchased; // null: the day on which it is filed
  String receipt = "F-" + RECEIPTS.incrementAndGet();
  List<Document> documents = List.of(Document.INVOICE);
  List<String> codes = List.of(); // of the first line

  /** What a prescription asks for, bought at its listed price. */
  TestClaim(TestDraft paper) {
    this.paper = paper;
  }

  TestClaim bought(LocalDate day) {
    purchased = day;
    return this;
  }

  TestClaim withCodes(String... given) {
    codes = List.of(given);
    return this;
  }

  TestClaim withReceipt(String number) {
    receipt = number;
    return this;
  }

  OfflineClaim.Form form(TestCity city) {
    LocalDate day = purchased == null ? city.today() : purchased;
    paper.issuedAt(CivilDate.startMs(day));
    Draft draft = paper.build(city.nowMs);
    List<OfflineClaim.PaidLine> lines = new ArrayList<>();
    for (int i = 0; i < draft.lines().size(); i++) {
      long price = TestCatalogue.listedFen(TestCatalogue.drug(draft.lines().get(i).drug()));
      lines.add(new OfflineClaim.PaidLine(i + 1, price, i == 0 ? codes : List.of()));
    }
    return new OfflineClaim.Form(draft, dispenser, day, receipt, lines, documents);
  }
}
