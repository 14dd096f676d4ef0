package org.dualchannel.cli.nemesis;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.dualchannel.audit.Audit;
import org.dualchannel.audit.AuditReport;
import org.dualchannel.log.LogFailedException;

/**
 * What the stopped members left on their disks: each one's log is audited, and each of its
 * snapshots has to be what the log comes to.
 */
final class Aftermath {
  private static final String STARTED = "Starting from record";

  private final LocalCluster cluster;
  private final PrintWriter out;

  Aftermath(LocalCluster cluster, PrintWriter out) {
    this.cluster = cluster;
    this.out = out;
  }

  /** Audits all members, prints a line for each, and returns whether nothing was found. */
  boolean clean() throws IOException {
    boolean clean = true;
    for (int id = 0; id < cluster.size(); id++) {
      clean &= clean(id);
    }
    out.flush();
    return clean;
  }

  private boolean clean(int id) throws IOException {
    AuditReport report;
    try {
      report = Audit.run(cluster.data(id));
    } catch (LogFailedException e) {
      out.println("AUDIT of node " + id + ": " + e.getMessage());
      return false;
    }
    report.differences().forEach(each -> out.println("AUDIT of node " + id + ": " + each));
    out.printf(
        "node %d: %,d records audited, %,d seals, %,d snapshots are what the log comes to, %d"
            + " starts went on from a snapshot%n",
        id,
        report.log() == null ? 0 : report.log().records(),
        report.sealsChecked(),
        report.snapshots(),
        starts(id));
    return report.clean();
  }

  private long starts(int id) throws IOException {
    try (Stream<String> lines = Files.lines(cluster.output(id), StandardCharsets.UTF_8)) {
      return lines.filter(line -> line.contains(STARTED)).count();
    }
  }
}
