package org.dualchannel.cli.load;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.catalogue.AfterAgreement;
import org.dualchannel.catalogue.Agreement;
import org.dualchannel.catalogue.Caution;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.GuaranteeListing;
import org.dualchannel.catalogue.ItemType;
import org.dualchannel.catalogue.PriceBasis;
import org.dualchannel.catalogue.QualityTier;

/** Reads a CSV file of drugs: a row of column names, then one row a drug. */
final class DrugRows {
  static final List<String> REQUIRED =
      List.of(
          "code",
          "molecule",
          "generic_name_zh",
          "generic_name_en",
          "item_type",
          "dose_form",
          "specification",
          "strength",
          "unit");

  static final List<String> OPTIONAL =
      List.of(
          "pack_units",
          "trace_prefixes",
          "cold_chain",
          "max_days_supply",
          "agreement_from",
          "agreement_to",
          "after_agreement",
          "guarantee",
          "annual_cap_fen",
          "clear_indication",
          "clear_pathway",
          "heavy_burden",
          "outside_special_outpatient",
          "annual_cost_fen",
          "expert_argument",
          "first_self_pay_bp",
          "special_outpatient_diseases",
          "quality_tier",
          "selected_price_fen",
          "standard_fen",
          "restriction",
          "restriction_remark",
          "remarks",
          "gtins",
          "cautions");

  private static final CsvTable.Shape<Drug> SHAPE =
      new CsvTable.Shape<>(REQUIRED, OPTIONAL, DrugRows::drug);

  private DrugRows() {}

  /** Reads the rows; those that are wrong are left out and their problems added. */
  static List<Located<Drug>> read(String file, InputStream in, List<LoadProblem> problems)
      throws IOException {
    return CsvTable.read(file, in, SHAPE, problems);
  }

  private static Drug drug(CsvCells cells) {
    return new Drug(
        cells.text("code"),
        cells.text("molecule"),
        cells.text("generic_name_zh"),
        cells.text("generic_name_en"),
        itemType(cells),
        cells.text("dose_form"),
        cells.text("specification"),
        cells.text("strength"),
        cells.text("unit"),
        (int) cells.number("pack_units", 1, Integer.MAX_VALUE),
        cells.words("trace_prefixes"),
        cells.flag("cold_chain"),
        (int) cells.number("max_days_supply", 0, Integer.MAX_VALUE),
        agreement(cells),
        guarantee(cells),
        (int) cells.number("first_self_pay_bp", 0, Integer.MAX_VALUE),
        cells.words("special_outpatient_diseases"),
        new PriceBasis(
            cells.oneOf("quality_tier", QualityTier.class),
            cells.number("selected_price_fen", 0, Long.MAX_VALUE),
            cells.number("standard_fen", 0, Long.MAX_VALUE)),
        cells.isEmpty("restriction") ? null : cells.text("restriction"),
        cells.text("restriction_remark"),
        cells.text("remarks"),
        cells.words("gtins"),
        cautions(cells));
  }

  /** Words such as {@code pregnancy}, {@code lactation} and {@code child<12}. */
  private static List<Caution> cautions(CsvCells cells) {
    List<Caution> cautions = new ArrayList<>();
    for (String word : cells.words("cautions")) {
      switch (word) {
        case "pregnancy" -> cautions.add(new Caution(Caution.Kind.PREGNANCY, 0));
        case "lactation" -> cautions.add(new Caution(Caution.Kind.LACTATION, 0));
        default -> {
          if (word.matches("child<[0-9]{1,2}")) {
            int years = Integer.parseInt(word.substring("child<".length()));
            cautions.add(new Caution(Caution.Kind.CHILD, years));
          } else {
            cells.problem("cautions", "pregnancy, lactation or child< and an age");
          }
        }
      }
    }
    return cautions;
  }

  private static ItemType itemType(CsvCells cells) {
    ItemType type = ItemType.ofCode(cells.text("item_type"));
    if (type == null) {
      cells.problem("item_type", "11, 12 or 13");
    }
    return type;
  }

  private static Agreement agreement(CsvCells cells) {
    if (cells.allEmpty("agreement_from", "agreement_to", "after_agreement")) {
      return null;
    }
    return new Agreement(
        cells.date("agreement_from"),
        cells.date("agreement_to"),
        cells.oneOf("after_agreement", AfterAgreement.class));
  }

  private static GuaranteeListing guarantee(CsvCells cells) {
    if (!cells.flag("guarantee")) {
      for (String column : List.of("annual_cap_fen", "annual_cost_fen", "expert_argument")) {
        if (!cells.isEmpty(column)) {
          cells.problem(column, "empty, as guarantee is not true");
        }
      }
      return null;
    }
    return new GuaranteeListing(
        cells.number("annual_cap_fen", 0, Long.MAX_VALUE),
        cells.flag("clear_indication"),
        cells.flag("clear_pathway"),
        cells.flag("heavy_burden"),
        cells.flag("outside_special_outpatient"),
        cells.number("annual_cost_fen", 0, Long.MAX_VALUE),
        cells.text("expert_argument"));
  }
}
