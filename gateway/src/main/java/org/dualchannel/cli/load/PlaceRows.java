package org.dualchannel.cli.load;

import java.util.List;
import org.dualchannel.v1.Designation;
import org.dualchannel.v1.GeoPoint;
import org.dualchannel.v1.Institution;
import org.dualchannel.v1.Pharmacy;
import org.dualchannel.v1.RegistryEntry;

/** Rows of institutions, pharmacies and the designations between them. */
final class PlaceRows {
  static final CsvTable.Shape<AreaEntry> INSTITUTIONS =
      new CsvTable.Shape<>(
          List.of("code", "name", "area", "level", "designated"),
          List.of("cross_province_outpatient", "latitude", "longitude"),
          PlaceRows::institution);

  static final CsvTable.Shape<AreaEntry> PHARMACIES =
      new CsvTable.Shape<>(
          List.of(
              "code",
              "name",
              "area",
              "can_supply",
              "regulator_approved",
              "electronic_traceability",
              "designated"),
          List.of("cold_chain", "latitude", "longitude", "max_holds", "address", "phone"),
          PlaceRows::pharmacy);

  static final CsvTable.Shape<AreaEntry> DESIGNATIONS =
      new CsvTable.Shape<>(
          List.of("area", "hospital", "pharmacy", "periods", "filing_number", "filed"),
          List.of(),
          PlaceRows::designation);

  private static final long MAX_LATITUDE_E6 = 90_000_000;
  private static final long MAX_LONGITUDE_E6 = 180_000_000;

  private PlaceRows() {}

  /** The area of a row; every file has one. */
  static String area(CsvCells cells) {
    return cells.matching("area", Codes.AREA, "6 digits");
  }

  private static AreaEntry institution(CsvCells cells) {
    Institution.Builder institution =
        Institution.newBuilder()
            .setCode(cells.matching("code", Codes.HOSPITAL, "H and 11 digits"))
            .setName(cells.required("name", 200))
            .setLocationArea(area(cells))
            .setLevel(cells.matching("level", Codes.LEVEL, "01 to 11"))
            .addAllDesignatedPeriods(Spans.periods(cells, "designated"))
            .setCrossProvinceOutpatient(cells.flag("cross_province_outpatient"));
    GeoPoint location = location(cells);
    if (location != null) {
      institution.setLocation(location);
    }
    return new AreaEntry(
        cells.text("area"), RegistryEntry.newBuilder().setInstitution(institution).build());
  }

  private static AreaEntry pharmacy(CsvCells cells) {
    Pharmacy.Builder pharmacy =
        Pharmacy.newBuilder()
            .setCode(cells.matching("code", Codes.PHARMACY, "P and 11 digits"))
            .setName(cells.required("name", 200))
            .setLocationArea(area(cells))
            .setCanSupply(cells.flag("can_supply"))
            .setRegulatorApproved(cells.flag("regulator_approved"))
            .setElectronicTraceability(cells.flag("electronic_traceability"))
            .addAllDesignatedPeriods(Spans.periods(cells, "designated"))
            .setColdChain(cells.flag("cold_chain"))
            .setMaxHolds((int) cells.number("max_holds", 0, Integer.MAX_VALUE))
            .setAddress(cells.atMost("address", 300))
            .setPhone(cells.atMost("phone", 40));
    GeoPoint location = location(cells);
    if (location != null) {
      pharmacy.setLocation(location);
    }
    return new AreaEntry(
        cells.text("area"), RegistryEntry.newBuilder().setPharmacy(pharmacy).build());
  }

  private static AreaEntry designation(CsvCells cells) {
    Designation.Builder designation =
        Designation.newBuilder()
            .setHospital(cells.matching("hospital", Codes.HOSPITAL, "H and 11 digits"))
            .setPharmacy(cells.matching("pharmacy", Codes.PHARMACY, "P and 11 digits"))
            .addAllPeriods(Spans.periods(cells, "periods"))
            .setFilingNumber(cells.required("filing_number", 60))
            .setFiledDate(Spans.date(cells, "filed"));
    return new AreaEntry(
        area(cells), RegistryEntry.newBuilder().setDesignation(designation).build());
  }

  /** Where it is; null when the row does not say. */
  private static GeoPoint location(CsvCells cells) {
    if (cells.allEmpty("latitude", "longitude")) {
      return null;
    }
    return GeoPoint.newBuilder()
        .setLatE6((int) cells.decimal("latitude", 6, -MAX_LATITUDE_E6, MAX_LATITUDE_E6))
        .setLonE6((int) cells.decimal("longitude", 6, -MAX_LONGITUDE_E6, MAX_LONGITUDE_E6))
        .build();
  }
}
