package org.dualchannel.report;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What tests of the reports share. */
final class ReportTests {
  private ReportTests() {}

  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("waited in vain");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Rows as texts; a file without rows and one with an empty text read alike. */
  static List<List<String>> texts(List<List<Object>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(each -> each == null ? "" : each.toString()).toList())
        .toList();
  }
}
