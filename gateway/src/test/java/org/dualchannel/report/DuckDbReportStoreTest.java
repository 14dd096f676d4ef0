package org.dualchannel.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.dualchannel.ops.GatewayConfig;
import org.junit.jupiter.api.Test;

/** The report store in a DuckDB file. */
class DuckDbReportStoreTest extends ReportStoreContract {
  @Override
  GatewayConfig.Report emptyStore() {
    return new GatewayConfig.Report(GatewayConfig.ReportKind.DUCKDB, "", "", "", 10_000, 2);
  }

  @Test
  void aBatchThatFailedIsWrittenWhenItCanBe() throws Exception {
    try (ReportStore store = filled()) {
      assertEquals(told.size(), store.position());
    }
    final var expected = contents();
    empty();
    Database database = Database.of(config, dataDir);
    try (Connection other = database.connect();
        Statement statement = other.createStatement();
        Projector projector = new Projector(database, 10_000, 3)) {
      ReportTests.await(() -> projector.position() == 0);
      statement.executeUpdate("UPDATE projection SET time_ms = 1");
      told.forEach(each -> each.to(projector, true));
      ReportTests.await(() -> projector.trouble() != null);
      assertEquals(0, projector.position());
      other.rollback();
      ReportTests.await(() -> projector.position() == told.size());
      assertNull(projector.trouble());
    }
    assertEquals(expected, contents());
  }

  @Test
  void whatCannotBeAppendedIsNamedAndNotPassedOver() throws Exception {
    Database database = Database.of(config, dataDir);
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      String columns = String.join(", ", Table.PRESCRIPTIONS.columns());
      statement.execute("CREATE TABLE prescriptions (" + columns + ", CHECK (log_index < 0))");
      other.commit();
    }
    try (Projector projector = new Projector(database, 10_000, 10_000)) {
      told.forEach(each -> each.to(projector, true));
      ReportTests.await(() -> projector.trouble() != null);
      assertTrue(projector.trouble().contains("CHECK"), projector.trouble());
      assertEquals(0, projector.position());
    }
  }

  @Test
  void aCheckpointLeavesNothingAheadAndLosesNothing() throws Exception {
    try (ReportStore store = filled()) {
      assertEquals(told.size(), store.position());
    }
    final var expected = contents();
    empty();
    Database database = Database.of(config, dataDir);
    Path ahead = database.writtenAhead();
    Checkpoints checkpoints = new Checkpoints(database, 1, 1);
    try (Projector projector = new Projector(database, 10_000, 2, checkpoints)) {
      told.forEach(each -> each.to(projector, true));
      ReportTests.await(() -> projector.position() == told.size());
      ReportTests.await(() -> !Files.exists(ahead) || ahead.toFile().length() == 0);
    }
    assertEquals(expected, contents());
  }
}
