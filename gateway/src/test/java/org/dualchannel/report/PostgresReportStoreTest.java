package org.dualchannel.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import org.dualchannel.ops.GatewayConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The report store in PostgreSQL, and that both say the same. */
class PostgresReportStoreTest extends ReportStoreContract {
  private PostgresServer server;

  @BeforeAll
  void start() throws Exception {
    server = PostgresServer.start();
  }

  @AfterAll
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Override
  GatewayConfig.Report emptyStore() throws Exception {
    return new GatewayConfig.Report(
        GatewayConfig.ReportKind.POSTGRESQL, server.newDatabase(), "postgres", "", 10_000, 2);
  }

  @Test
  void bothDatabasesSayTheSame() throws Exception {
    try (ReportStore here = filled()) {
      config = new DuckDbReportStoreTest().emptyStore();
      try (ReportStore there = filled()) {
        for (Report report : Report.values()) {
          assertEquals(
              there.reports().page(report, day(), null, 1_000),
              here.reports().page(report, day(), null, 1_000),
              report.name());
          var one = temp.resolve("one.csv");
          var two = temp.resolve("two.csv");
          new ReportExport(here.reports()).write(report, day(), ReportExport.Format.CSV, one);
          new ReportExport(there.reports()).write(report, day(), ReportExport.Format.CSV, two);
          assertEquals(Files.readString(one), Files.readString(two), report.name());
        }
      }
    }
  }
}
