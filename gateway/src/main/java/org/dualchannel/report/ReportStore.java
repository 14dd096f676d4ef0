package org.dualchannel.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.dualchannel.ops.GatewayConfig;
import org.dualchannel.pipeline.DecisionListener;

/**
 * The report store of a node. Its {@link #listener} has to be told of every decision from the first
 * record of the log on; {@link #reports} answers from what was written so far. Close it after the
 * pipeline.
 */
public final class ReportStore implements AutoCloseable {
  private final Projector projector;
  private final Reports reports;

  private ReportStore(Projector projector, Reports reports) {
    this.projector = projector;
    this.reports = reports;
  }

  /**
   * Starts to follow. The database is opened in the background: a node decides whether or not it
   * works.
   *
   * @param dataDir data directory of the node, in which DuckDB keeps its file
   * @throws IllegalArgumentException when the configuration says that there is none
   * @throws IOException when the directory cannot be made or the password cannot be read
   */
  public static ReportStore start(GatewayConfig.Report config, Path dataDir) throws IOException {
    if (config.kind() == GatewayConfig.ReportKind.OFF) {
      throw new IllegalArgumentException("report.kind: off");
    }
    Database database = Database.of(config, dataDir);
    return new ReportStore(
        new Projector(database, config.queueRecords(), Projector.BATCH),
        new Reports(database, config.maxConcurrentReports()));
  }

  /** Registered with the pipeline. */
  public DecisionListener listener() {
    return projector;
  }

  /** What can be asked. Any thread. */
  public Reports reports() {
    return reports;
  }

  /** The last record of the log that the reports know. */
  public long position() {
    return projector.position();
  }

  /** Records that were decided here and are not in the reports yet. */
  public long lag() {
    return Math.max(0, projector.told() - projector.position());
  }

  /** Whether the store follows again only after the next start: its queue was full. */
  public boolean behind() {
    return projector.behind();
  }

  /** What is wrong with the database at present; null when nothing is. */
  public String trouble() {
    return projector.trouble();
  }

  /**
   * Waits until the reports know a record.
   *
   * @return whether they do, in time
   */
  public boolean awaitPosition(long index, long timeoutMs) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    while (projector.position() < index) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      LockSupport.parkNanos(1_000_000);
    }
    return true;
  }

  /**
   * The last record that the store has, once its database is open.
   *
   * @return -1 when it does not open in time
   */
  public long storedPosition(long timeoutMs) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    while (projector.position() < 0
        && projector.trouble() == null
        && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(1_000_000);
    }
    return projector.position();
  }

  /** Writes what is under way and stops. */
  @Override
  public void close() {
    projector.close();
  }
}
