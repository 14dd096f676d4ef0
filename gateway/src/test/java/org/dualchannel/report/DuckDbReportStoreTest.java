package org.dualchannel.report;

import org.dualchannel.ops.GatewayConfig;

/** The report store in a DuckDB file. */
class DuckDbReportStoreTest extends ReportStoreContract {
  @Override
  GatewayConfig.Report emptyStore() {
    return new GatewayConfig.Report(GatewayConfig.ReportKind.DUCKDB, "", "", "", 10_000, 2);
  }
}
