package org.dualchannel.report;

import static org.dualchannel.decide.ReportScript.AREA;
import static org.dualchannel.decide.ReportScript.FIRST_HOSPITAL;
import static org.dualchannel.decide.ReportScript.FIRST_PHARMACY;
import static org.dualchannel.decide.ReportScript.NEGOTIATED;
import static org.dualchannel.decide.ReportScript.SECOND_HOSPITAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.dualchannel.audit.MonthlySums;
import org.dualchannel.decide.ReportScript;
import org.dualchannel.decide.ReportScript.Told;
import org.dualchannel.ops.GatewayConfig;
import org.dualchannel.report.ReportQuery.Dimension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the report store promises, on whichever database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReportStoreContract {
  static final ReportQuery SPRING = ReportQuery.of(AREA, 202601, 202612);

  List<Told> told;
  GatewayConfig.Report config;
  @TempDir Path temp;
  Path dataDir;

  /** A configuration of an empty store. */
  abstract GatewayConfig.Report emptyStore() throws Exception;

  @BeforeAll
  void play() throws Exception {
    told = ReportScript.play();
  }

  @BeforeEach
  void empty() throws Exception {
    dataDir = Files.createTempDirectory(temp, "data");
    config = emptyStore();
  }

  // The money

  @Test
  @Tag("S2-1")
  @Tag("S2-21")
  void theMonthlySumsAreThoseOfTheLog() throws Exception {
    MonthlySums log = new MonthlySums();
    told.forEach(each -> each.decision().events().forEach(log::add));

    try (ReportStore store = filled()) {
      for (Set<Dimension> dimensions :
          List.of(EnumSet.allOf(Dimension.class), EnumSet.of(Dimension.DRUG))) {
        Map<Integer, long[]> sums = new HashMap<>();
        for (Map<String, Object> row : rows(store, Report.MONTHLY_USE, SPRING.by(dimensions))) {
          long[] sum =
              sums.computeIfAbsent(((Long) row.get("month")).intValue(), month -> new long[4]);
          sum[0] += (Long) row.get("quantity_e4");
          sum[1] += (Long) row.get("amount_fen");
          sum[2] += (Long) row.get("fund_fen");
          sum[3] += (Long) row.get("self_pay_fen");
        }
        assertEquals(3, sums.size());
        for (MonthlySums.Sum month : log.sums()) {
          assertEquals(
              List.of(month.quantityE4(), month.medfeeFen(), month.fundFen(), month.psnPartFen()),
              java.util.Arrays.stream(sums.get(month.month())).boxed().toList(),
              month.toString());
        }
      }
    }
  }

  @Test
  @Tag("S2-21")
  @Tag("S2-18")
  void aMonthIsKeptApartByWhatIsAskedAndPatientsCountOnce() throws Exception {
    try (ReportStore store = filled()) {
      List<Map<String, Object>> drugs =
          rows(store, Report.MONTHLY_USE, SPRING.by(EnumSet.of(Dimension.DRUG)));
      Map<String, Object> march = only(drugs, "month", 202603L, "drug", NEGOTIATED);
      assertEquals(40_000L, march.get("quantity_e4"));
      assertEquals(2L, march.get("patients"));
      assertEquals("", march.get("hospital"));
      assertEquals(0L, march.get("code_free_lines"));
      Map<String, Object> legacy = only(drugs, "month", 202603L, "drug", ReportScript.REGULAR);
      assertEquals(1L, legacy.get("code_free_lines"));
      Map<String, Object> may = only(drugs, "month", 202605L, "drug", NEGOTIATED);
      assertEquals(0L, may.get("quantity_e4"), "two packs sold in May, two of April returned");
      assertEquals(1L, may.get("settlements"));

      List<Map<String, Object>> residents =
          rows(store, Report.MONTHLY_USE, SPRING).stream()
              .filter(row -> row.get("scheme").equals("390"))
              .toList();
      assertEquals(1, residents.size());
      assertEquals(SECOND_HOSPITAL, residents.get(0).get("hospital"));
      assertEquals(FIRST_PHARMACY, residents.get(0).get("dispenser"));
      assertEquals(
          List.of(), rows(store, Report.MONTHLY_USE, ReportQuery.of("610200", 202601, 202612)));
    }
  }

  @Test
  @Tag("S2-12")
  void negotiatedDrugsLeaveNumeratorAndDenominator() throws Exception {
    try (ReportStore store = filled()) {
      List<Map<String, Object>> costs =
          rows(store, Report.DRUG_COSTS, ReportQuery.of(AREA, 202603, 202603));
      Map<String, Object> first = only(costs, "hospital", FIRST_HOSPITAL);
      long all = (Long) first.get("drug_fen");
      long other = (Long) first.get("other_drug_fen");
      assertEquals(3L, first.get("settlements"));
      assertEquals(2L, first.get("other_settlements"));
      assertEquals(all, other + (Long) first.get("negotiated_fen"));
      assertEquals((2 * all + 3) / 6, first.get("average_fen"));
      assertEquals((2 * other + 2) / 4, first.get("other_average_fen"));
      assertEquals((20_000 * (all - other) + all) / (2 * all), first.get("negotiated_share_bp"));
      Map<String, Object> second = only(costs, "hospital", SECOND_HOSPITAL);
      assertEquals(0L, second.get("other_settlements"));
      assertEquals(0L, second.get("other_average_fen"));
      assertEquals(10_000L, second.get("negotiated_share_bp"));
    }
  }

  // Supply

  @Test
  @Tag("S2-3")
  void theStockRateIsWhatIsStockedOfWhatIsPrescribed() throws Exception {
    try (ReportStore store = filled()) {
      List<Map<String, Object>> rates = rows(store, Report.STOCK_RATE, SPRING);
      Map<String, Object> first = only(rates, "hospital", FIRST_HOSPITAL);
      assertEquals(2L, first.get("scope_drugs"), "dupilumab and deferasirox, not amlodipine");
      assertEquals(1L, first.get("stocked_drugs"));
      assertEquals(5_000L, first.get("stock_rate_bp"));
      assertEquals(false, first.get("reported"), "observed from what it does");
      Map<String, Object> second = only(rates, "hospital", SECOND_HOSPITAL);
      assertEquals(true, second.get("reported"));
      assertEquals(5_000L, second.get("stock_rate_bp"), "stocked by its formulary, never sold");
      assertEquals(1, rows(store, Report.STOCK_RATE, SPRING.ofHospital(FIRST_HOSPITAL)).size());
    }
  }

  @Test
  @Tag("S2-7")
  @Tag("S2-5")
  void thePublicListHasTheQualifiedPharmaciesOfTheDay() throws Exception {
    try (ReportStore store = filled()) {
      List<Map<String, Object>> list =
          rows(store, Report.PUBLIC_PHARMACIES, ReportQuery.on(AREA, 20260501));
      assertEquals(
          List.of(FIRST_PHARMACY, "P12010000002", "P12010000004"),
          list.stream().map(row -> row.get("pharmacy")).toList(),
          ReportScript.UNQUALIFIED_PHARMACY + " was filed anew without traceability");
      assertEquals(3L, list.get(0).get("hospitals"));
      assertEquals(0L, list.get(2).get("hospitals"));
      assertEquals(
          List.of(),
          rows(store, Report.PUBLIC_PHARMACIES, ReportQuery.on(AREA, 20191231)),
          "before any was designated");
    }
  }

  @Test
  @Tag("S2-11")
  void theScoreIsMadeFromStockingAndUse() throws Exception {
    try (ReportStore store = filled()) {
      List<Map<String, Object>> scores = rows(store, Report.SCORE_INPUTS, SPRING);
      Map<String, Object> first = only(scores, "hospital", FIRST_HOSPITAL);
      assertEquals(5_000L, first.get("stock_rate_bp"));
      assertEquals(5L, first.get("negotiated_lines"));
      assertEquals(4L, first.get("dispensed_lines"));
      assertEquals(8_000L, first.get("use_rate_bp"));
      assertEquals(3L, first.get("circulated_settlements"));
      assertEquals(0L, first.get("refusals"));
      assertEquals(2L, only(scores, "hospital", SECOND_HOSPITAL).get("refusals"));
    }
  }

  @Test
  void refusalsCountUnderTheirRules() throws Exception {
    try (ReportStore store = filled()) {
      List<Map<String, Object>> refusals = rows(store, Report.REFUSALS, SPRING);
      Map<String, Object> physician =
          only(refusals, "reason", "PHYSICIAN_NOT_AUTHORISED", "rule", "S2-18");
      assertEquals(2L, physician.get("refusals"));
      assertEquals(1L, physician.get("callers"));
    }
  }

  // Exactly once

  @Test
  void aReplayAddsNothing() throws Exception {
    try (ReportStore store = filled()) {
      assertEquals(told.size(), store.position());
    }
    Map<String, Long> before = contents();
    try (ReportStore store = filled()) {
      assertEquals(told.size(), store.position());
    }
    assertEquals(before, contents());
    assertTrue(before.get("settlement_lines") > 8, before.toString());
  }

  @Test
  void whatACrashCutsOffIsWrittenOnce() throws Exception {
    try (ReportStore store = filled()) {
      assertEquals(told.size(), store.position());
    }
    final Map<String, Long> expected = contents();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 3; round++) {
      empty();
      for (int crash = 0; crash < 3; crash++) {
        crashAfter(random.nextInt(told.size()), random.nextInt(10) + 1);
      }
      try (ReportStore store = filled()) {
        assertEquals(told.size(), store.position());
      }
      assertEquals(expected, contents(), "seed " + seed);
    }
  }

  /** Commits up to a record, writes some more, and is gone before the commit. */
  private void crashAfter(int committed, int more) throws Exception {
    Writer writer = Writer.open(Database.of(config, dataDir));
    Projection projection = new Projection(new Pseudonym(writer.salt()));
    Batch batch = new Batch();
    long from = writer.position();
    for (Told each : told) {
      if (each.index() <= from || each.index() > committed + more) {
        continue;
      }
      projection.add(each.index(), each.timeMs(), each.command(), each.decision(), batch);
      if (each.index() == committed) {
        writer.write(batch);
        writer.commit(each.index(), each.timeMs());
        batch.clear();
      }
    }
    writer.write(batch);
    writer.close();
  }

  @Test
  void aKilledProcessLosesAndDoublesNothing() throws Exception {
    try (ReportStore store = filled()) {
      assertEquals(told.size(), store.position());
    }
    final Map<String, Long> expected = contents();
    empty();

    int exit = ReportCrash.run(config, dataDir, told.size() / 2);

    assertEquals(ReportCrash.KILLED, exit);
    long found;
    Writer writer = Writer.open(Database.of(config, dataDir));
    found = writer.position();
    writer.close();
    assertTrue(found >= told.size() / 2 && found < told.size(), "killed at " + found);
    try (ReportStore store = filled()) {
      assertEquals(told.size(), store.position());
    }
    assertEquals(expected, contents());
  }

  @Test
  void aFullQueueHoldsNobodyUpAndTheNextStartCatchesUp() throws Exception {
    Projector slow = new Projector(Database.of(config, dataDir), 3, 1);
    for (int copies = 0; copies < 50 && !slow.behind(); copies++) {
      told.forEach(each -> each.to(slow, true));
    }
    assertTrue(slow.behind());
    slow.close();
    assertTrue(slow.position() < told.size());

    try (ReportStore store = filled()) {
      assertEquals(told.size(), store.position());
      assertFalse(store.behind());
    }
  }

  @Test
  void theStoreOfAnotherLogIsLeftAlone() throws Exception {
    try (ReportStore store = filled()) {
      assertEquals(told.size(), store.position());
    }
    Map<String, Long> before = contents();
    try (ReportStore store = ReportStore.start(config, dataDir)) {
      for (Told each : told) {
        store
            .listener()
            .decided(each.index(), each.timeMs() + 1, each.command(), each.decision(), true);
      }
      ReportTests.await(() -> store.trouble() != null);
      assertTrue(store.trouble().contains("another log"), store.trouble());
    }
    assertEquals(before, contents());
  }

  @Test
  void everyValueComesBackAsItWasWritten() throws Exception {
    List<String> names =
        List.of(
            "",
            "a",
            "éü",
            "阿莫西林",
            "twelve bytes",
            "thirteen byte",
            "药".repeat(4),
            "💊".repeat(400));
    int rows = 5_000;
    Batch batch = new Batch();
    for (int i = 1; i <= rows; i++) {
      String name = names.get(i % names.size()) + (i % 3 == 0 ? i : "");
      batch
          .row(Table.CATALOGUE_DRUGS, i)
          .add("999900")
          .add(name)
          .add("drug " + i)
          .add("")
          .add(name + name)
          .add("Amoxicillin " + name)
          .add(-i)
          .add(Integer.MAX_VALUE - i)
          .add(i % 2 == 0);
      batch.reached(i, i);
    }
    Writer writer = Writer.open(Database.of(config, dataDir));
    writer.write(batch);
    writer.commit(rows, rows);
    writer.close();

    try (Connection connection = Database.of(config, dataDir).connect();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT * FROM catalogue_drugs ORDER BY log_index")) {
      for (int i = 1; i <= rows; i++) {
        assertTrue(found.next());
        String name = names.get(i % names.size()) + (i % 3 == 0 ? i : "");
        List<Object> row = new ArrayList<>();
        for (int column = 1; column <= 10; column++) {
          row.add(found.getObject(column));
        }
        assertEquals(
            List.of(
                (long) i,
                "999900",
                name,
                "drug " + i,
                "",
                name + name,
                "Amoxicillin " + name,
                -i,
                Integer.MAX_VALUE - i,
                i % 2 == 0),
            row);
      }
      assertFalse(found.next());
    }
  }

  // Pages, files, privacy

  @Test
  void thePagesTogetherAreTheReport() throws Exception {
    try (ReportStore store = filled()) {
      for (Report report : Report.values()) {
        List<List<Object>> whole = store.reports().page(report, day(), null, 1_000).rows();
        List<List<Object>> paged = new ArrayList<>();
        List<Object> after = null;
        do {
          ReportPage page = store.reports().page(report, day(), after, 2);
          assertEquals(told.size(), page.asOfIndex());
          paged.addAll(page.rows());
          after = page.last();
        } while (after != null);
        assertEquals(whole, paged, report.name());
        assertNotEquals(List.of(), whole, report.name());
      }
    }
  }

  @Test
  void anExportHoldsTheSameRowsInBothFormats() throws Exception {
    try (ReportStore store = filled()) {
      ReportExport export = new ReportExport(store.reports());
      for (Report report : Report.values()) {
        List<List<Object>> rows = store.reports().page(report, day(), null, 1_000).rows();
        Path csv = temp.resolve(report + ".csv");
        Path parquet = temp.resolve(report + ".parquet");
        assertEquals(told.size(), export.write(report, day(), ReportExport.Format.CSV, csv));
        export.write(report, day(), ReportExport.Format.PARQUET, parquet);
        assertEquals(ReportTests.texts(rows), read("read_csv('" + csv + "', all_varchar = true)"));
        assertEquals(ReportTests.texts(rows), read("'" + parquet + "'"), report.name());
      }
    }
  }

  private static List<List<String>> read(String source) throws Exception {
    try (Connection memory = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = memory.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + source)) {
      List<List<Object>> all = new ArrayList<>();
      while (rows.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getObject(i));
        }
        all.add(row);
      }
      return ReportTests.texts(all);
    }
  }

  @Test
  void noPersonIsNamed() throws Exception {
    try (ReportStore store = filled()) {
      assertEquals(told.size(), store.position());
    }
    try (Connection connection = Database.of(config, dataDir).connect();
        Statement statement = connection.createStatement()) {
      for (Table table : Table.values()) {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table.sqlName())) {
          while (rows.next()) {
            for (int i = 1; i <= table.columns().size(); i++) {
              String value = String.valueOf(rows.getObject(i));
              assertFalse(ReportScript.PERSONS.contains(value), table + " holds " + value);
            }
          }
        }
      }
    }
  }

  // What is shared

  static ReportQuery day() {
    return new ReportQuery(AREA, 202601, 202612, 20260501, "", "", Set.of());
  }

  /** A store that has followed all. */
  ReportStore filled() throws Exception {
    ReportStore store = ReportStore.start(config, dataDir);
    told.forEach(each -> each.to(store.listener(), false));
    assertTrue(store.awaitPosition(told.size(), 60_000), () -> "trouble: " + store.trouble());
    return store;
  }

  static List<Map<String, Object>> rows(ReportStore store, Report report, ReportQuery query)
      throws Exception {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (List<Object> values : store.reports().page(report, query, null, 1_000).rows()) {
      Map<String, Object> row = new HashMap<>();
      for (int i = 0; i < values.size(); i++) {
        row.put(report.columns().get(i), values.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  static Map<String, Object> only(List<Map<String, Object>> rows, Object... wanted) {
    List<Map<String, Object>> found = new ArrayList<>(rows);
    for (int i = 0; i < wanted.length; i += 2) {
      Object column = wanted[i];
      Object value = wanted[i + 1];
      found.removeIf(row -> !value.equals(row.get(column)));
    }
    assertEquals(1, found.size(), () -> List.of(wanted) + " in " + rows);
    return found.get(0);
  }

  /** Rows, and a sum over all their numbers, by table. */
  Map<String, Long> contents() throws Exception {
    Map<String, Long> contents = new HashMap<>();
    try (Connection connection = Database.of(config, dataDir).connect();
        Statement statement = connection.createStatement()) {
      for (Table table : Table.values()) {
        long hash = 0;
        long count = 0;
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table.sqlName())) {
          while (rows.next()) {
            count++;
            long row = 1;
            for (int i = 1; i <= table.columns().size(); i++) {
              // A person's hash differs from store to store.
              boolean person = table.columns().get(i - 1).equals("person TEXT");
              row = 31 * row + (person ? 0 : String.valueOf(rows.getObject(i)).hashCode());
            }
            hash += row;
          }
        }
        contents.put(table.sqlName(), count);
        contents.put(table.sqlName() + " hash", hash);
      }
    }
    return contents;
  }
}
