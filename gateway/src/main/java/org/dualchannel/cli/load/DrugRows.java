package org.dualchannel.cli.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dualchannel.catalogue.AfterAgreement;
import org.dualchannel.catalogue.Agreement;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.GuaranteeListing;
import org.dualchannel.catalogue.ItemType;
import org.dualchannel.catalogue.PriceBasis;
import org.dualchannel.catalogue.QualityTier;

/** Reads a CSV file of drugs: a row of column names, then one row a drug. */
final class DrugRows {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setCommentMarker('#').setIgnoreEmptyLines(true).get();

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
          "remarks");

  /** A drug and where it stood. */
  record Row(String file, int line, Drug drug) {}

  private final String file;
  private final List<LoadProblem> problems;
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Integer> columns = new HashMap<>();

  private DrugRows(String file, List<LoadProblem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Reads the rows; those that are wrong are left out and their problems added. */
  static List<Row> read(String file, InputStream in, List<LoadProblem> problems)
      throws IOException {
    DrugRows rows = new DrugRows(file, problems);
    try (CSVParser parser = FORMAT.parse(StrictText.reader(in))) {
      rows.readAll(parser);
    }
    return rows.rows;
  }

  private void readAll(CSVParser parser) {
    Iterator<CSVRecord> records = parser.iterator();
    try {
      if (!records.hasNext()) {
        problems.add(new LoadProblem(file, 1, "", "expected a row of column names"));
        return;
      }
      if (!readColumns(records.next(), (int) parser.getCurrentLineNumber())) {
        return;
      }
      while (records.hasNext()) {
        CSVRecord row = records.next();
        readRow(row, (int) parser.getCurrentLineNumber() - lineBreaks(row));
      }
    } catch (UncheckedIOException e) {
      problems.add(
          new LoadProblem(
              file, (int) parser.getCurrentLineNumber(), "", e.getCause().getMessage()));
    }
  }

  /** A quoted cell may run over several lines; a row is named by its first. */
  private static int lineBreaks(CSVRecord row) {
    int breaks = 0;
    for (String cell : row) {
      breaks += (int) cell.chars().filter(c -> c == '\n').count();
    }
    return breaks;
  }

  private boolean readColumns(CSVRecord names, int line) {
    int before = problems.size();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).strip();
      if (!REQUIRED.contains(name) && !OPTIONAL.contains(name)) {
        problems.add(new LoadProblem(file, line, name, "unknown column"));
      } else if (columns.put(name, i) != null) {
        problems.add(new LoadProblem(file, line, name, "column stands twice"));
      }
    }
    for (String name : REQUIRED) {
      if (!columns.containsKey(name)) {
        problems.add(new LoadProblem(file, line, name, "column is required"));
      }
    }
    return problems.size() == before;
  }

  private void readRow(CSVRecord row, int line) {
    if (row.size() != columns.size()) {
      problems.add(
          new LoadProblem(
              file,
              line,
              "",
              "has " + row.size() + " cells (expected: " + columns.size() + ", as named above)"));
      return;
    }
    int before = problems.size();
    Drug drug = drug(new CsvCells(file, line, columns, row, problems));
    if (problems.size() == before) {
      rows.add(new Row(file, line, drug));
    }
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
        cells.text("remarks"));
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
