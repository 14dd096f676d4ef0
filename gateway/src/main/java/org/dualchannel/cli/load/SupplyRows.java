package org.dualchannel.cli.load;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.List;
import org.dualchannel.v1.Diagnosis;
import org.dualchannel.v1.EarlierEnrolment;
import org.dualchannel.v1.EnrolmentContent;
import org.dualchannel.v1.StockItem;
import org.dualchannel.v1.TreatmentPlan;

/** Rows of what is there to dispense, and of who was enrolled before the gateway was. */
final class SupplyRows {
  static final CsvTable.Shape<AreaStock> STOCK =
      new CsvTable.Shape<>(
          List.of("area", "dispenser", "drug", "quantity", "price_fen", "counted_at"),
          List.of(),
          SupplyRows::stock);

  static final CsvTable.Shape<AreaEnrolment> ENROLMENTS =
      new CsvTable.Shape<>(
          List.of(
              "area",
              "hospital",
              "person_number",
              "drug",
              "physicians",
              "diagnosis_code",
              "diagnosis_name",
              "diagnosis_basis",
              "single_dose",
              "single_dose_unit",
              "frequency",
              "route",
              "start",
              "assessed"),
          List.of("comment"),
          SupplyRows::enrolment);

  private static final long MAX_QUANTITY_E4 = 1_000_000_000_000L;
  private static final long MAX_PRICE_FEN = 10_000_000_000L;
  private static final int MAX_PHYSICIANS = 10;

  private SupplyRows() {}

  static String drug(CsvCells cells) {
    return cells.matching("drug", Codes.DRUG, "a national drug code");
  }

  private static AreaStock stock(CsvCells cells) {
    Instant counted = cells.instant("counted_at");
    if (cells.isEmpty("price_fen")) {
      cells.problem("price_fen", "a whole number");
    }
    StockItem.Builder item =
        StockItem.newBuilder()
            .setDrug(drug(cells))
            .setQuantityE4(cells.decimal("quantity", 4, 0, MAX_QUANTITY_E4))
            .setPriceFen(cells.number("price_fen", 0, MAX_PRICE_FEN));
    if (counted != null) {
      item.setAsOfTime(
          Timestamp.newBuilder().setSeconds(counted.getEpochSecond()).setNanos(counted.getNano()));
    }
    return new AreaStock(
        PlaceRows.area(cells),
        cells.matching("dispenser", Codes.PLACE, "P or H and 11 digits"),
        item.build());
  }

  private static AreaEnrolment enrolment(CsvCells cells) {
    List<String> physicians = cells.words("physicians");
    if (physicians.isEmpty()
        || physicians.size() > MAX_PHYSICIANS
        || !physicians.stream().allMatch(each -> Codes.PHYSICIAN.matcher(each).matches())) {
      cells.problem("physicians", "1 to " + MAX_PHYSICIANS + " codes, each D and 12 digits");
    }
    EarlierEnrolment.Builder enrolment =
        EarlierEnrolment.newBuilder()
            .setPersonNumber(cells.required("person_number", 30))
            .setHospital(cells.matching("hospital", Codes.HOSPITAL, "H and 11 digits"))
            .setDrug(drug(cells))
            .setContent(
                EnrolmentContent.newBuilder()
                    .addAllPhysicians(physicians)
                    .addDiagnoses(
                        Diagnosis.newBuilder()
                            .setCode(cells.required("diagnosis_code", 20))
                            .setName(cells.required("diagnosis_name", 200)))
                    .setDiagnosisBasis(cells.required("diagnosis_basis", 2_000))
                    .setTreatmentPlan(plan(cells)))
            .setStartDate(Spans.date(cells, "start"))
            .setAssessedDate(Spans.date(cells, "assessed"));
    return new AreaEnrolment(PlaceRows.area(cells), enrolment.build());
  }

  private static TreatmentPlan plan(CsvCells cells) {
    return TreatmentPlan.newBuilder()
        .setSingleDose(cells.required("single_dose", 30))
        .setSingleDoseUnit(cells.required("single_dose_unit", 30))
        .setFrequency(cells.required("frequency", 30))
        .setRoute(cells.required("route", 30))
        .setComment(cells.atMost("comment", 1_000))
        .build();
  }
}
