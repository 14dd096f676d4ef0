package org.dualchannel.cli;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.dualchannel.log.LogFigure;
import org.dualchannel.ops.Metrics;
import org.dualchannel.pipeline.Pipeline;

/** Shows what an alarm is made of: whether the node works, its part, its disk, its log. */
record LiveGauges(Metrics metrics, Pipeline pipeline, Path dataDir, long minFreeMb) {

  private static final double NANOS = 1e9;
  private static final List<String> PARTS = List.of("driver", "archive", "consensus", "service");

  void show() {
    node();
    log();
    disk();
    writes();
    machinery();
    network();
  }

  private void node() {
    flag(
        "dualchannel.ready",
        "Whether commands are taken: recovered, connected to the leader, not read-only",
        () -> pipeline.ready() && pipeline.logStatus().connected() && pipeline.readOnly() == null);
    flag(
        "dualchannel.failed",
        "Whether the node has stopped for good",
        () -> pipeline.failure() != null);
    flag(
        "dualchannel.read.only",
        "Whether commands are refused: the disk has too little room, or the clock leapt",
        () -> pipeline.readOnly() != null);
  }

  private void log() {
    flag(
        "dualchannel.log.leads",
        "Whether this member leads",
        () -> pipeline.failure() == null && pipeline.logStatus().isLeader());
    flag(
        "dualchannel.log.connected",
        "Whether this member has a session with the leader",
        () -> pipeline.logStatus().connected());
    metrics.gauge(
        "dualchannel.log.applied",
        "Log handed to the decider, since its beginning",
        "bytes",
        () -> pipeline.logStatus().deliveredPosition());
    metrics.gauge(
        "dualchannel.log.term",
        "Term of leadership that this member is in",
        null,
        () -> pipeline.membership().term());
    metrics.counter(
        "dualchannel.log.sessions.lost",
        "Sessions with the leader that broke",
        null,
        () -> pipeline.logStatus().sessionsLost());
  }

  private void disk() {
    metrics.gauge(
        "dualchannel.disk.free",
        "Room left on the disk of the data directory",
        "bytes",
        () -> disk(FileStore::getUsableSpace));
    metrics.gauge(
        "dualchannel.disk.size",
        "Size of the disk of the data directory",
        "bytes",
        () -> disk(FileStore::getTotalSpace));
    metrics.gauge(
        "dualchannel.disk.needed",
        "Room below which commands are refused (log.minFreeMb)",
        "bytes",
        () -> minFreeMb << 20);
  }

  private interface Room {
    long of(FileStore disk) throws IOException;
  }

  private double disk(Room room) {
    try {
      return room.of(Files.getFileStore(dataDir));
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  private void writes() {
    counter(
        "dualchannel.log.write",
        "Time spent writing blocks of the log and forcing them to disk",
        "seconds",
        LogFigure.WRITE_NANOS);
    metrics.gauge(
        "dualchannel.log.write.longest",
        "Longest time that one block took to be written and forced to disk, since the start",
        "seconds",
        () -> seconds(LogFigure.WRITE_LONGEST_NANOS));
    counter(
        "dualchannel.log.written",
        "Log written and forced to disk",
        "bytes",
        LogFigure.WRITE_BYTES);
  }

  private void machinery() {
    for (String part : PARTS) {
      LogFigure errors = figure(part, "_ERRORS");
      metrics.counter(
          "dualchannel.aeron.errors",
          "Errors that a part of the log's machinery noted, harmless ones too",
          null,
          "part",
          part,
          () -> counted(errors));
      LogFigure longest = figure(part, "_CYCLE_LONGEST_NANOS");
      metrics.gauge(
          "dualchannel.aeron.cycle.longest",
          "Longest round of the part's thread since the start",
          "seconds",
          "part",
          part,
          () -> seconds(longest));
      LogFigure exceeded = figure(part, "_CYCLES_EXCEEDED");
      metrics.counter(
          "dualchannel.aeron.cycles.exceeded",
          "Rounds of the part's thread that took longer than its threshold",
          null,
          "part",
          part,
          () -> counted(exceeded));
    }
    counter(
        "dualchannel.aeron.elections",
        "Elections that this member took part in",
        null,
        LogFigure.ELECTIONS);
    counter(
        "dualchannel.aeron.snapshots",
        "Snapshots of the log itself, which go with those of the state",
        null,
        LogFigure.SNAPSHOTS);
    metrics.gauge(
        "dualchannel.aeron.snapshot.longest",
        "Longest that a snapshot of the log itself took, since the start",
        "seconds",
        () -> seconds(LogFigure.SNAPSHOT_LONGEST_NANOS));
  }

  private static LogFigure figure(String part, String kind) {
    return LogFigure.valueOf(part.toUpperCase(Locale.ROOT) + kind);
  }

  private void network() {
    for (LogFigure event :
        List.of(
            LogFigure.NAKS_SENT,
            LogFigure.NAKS_RECEIVED,
            LogFigure.RETRANSMITS,
            LogFigure.SHORT_SENDS,
            LogFigure.INVALID_PACKETS,
            LogFigure.OVERRUNS)) {
      metrics.counter(
          "dualchannel.aeron.network",
          "Troubles of the network between the members",
          null,
          "event",
          event.name().toLowerCase(Locale.ROOT),
          () -> counted(event));
    }
  }

  private void flag(String name, String help, BooleanSupplier value) {
    metrics.gauge(name, help, null, () -> value.getAsBoolean() ? 1 : 0);
  }

  private void counter(String name, String help, String unit, LogFigure figure) {
    metrics.counter(
        name, help, unit, () -> "seconds".equals(unit) ? counted(figure) / NANOS : counted(figure));
  }

  /** Zero where the log does not count that. */
  private double counted(LogFigure figure) {
    return Math.max(0, pipeline.logFigure(figure));
  }

  /** NaN where the log does not measure that: in memory there is no disk. */
  private double seconds(LogFigure figure) {
    long nanos = pipeline.logFigure(figure);
    return nanos < 0 ? Double.NaN : nanos / NANOS;
  }
}
