package org.dualchannel.log;

import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies the log of a node, running or not, from its files. The copy is what a crash at some moment
 * during the copying would have left, without a torn end: every message that was acknowledged
 * before the copying began is in it.
 */
public final class LogCopy {
  private static final int ATTEMPTS = 5;
  private static final String NODE_STATE = "node-state.dat";

  /**
   * A file of the copy.
   *
   * @param path within the data directory
   * @param length what it has to be filled up to with zeros, which the copy leaves out
   */
  public record Piece(String path, long length) {}

  /**
   * A copy.
   *
   * @param endPosition position of the log's end in it
   * @param snapshots positions at which the log has snapshots in it, oldest first
   */
  public record Copied(List<Piece> pieces, long endPosition, List<Long> snapshots) {}

  private final Path from;
  private final Path to;
  private final LogLayout layout;

  private LogCopy(Path from, Path to) {
    this.from = from;
    this.to = to;
    this.layout = new LogLayout(from);
  }

  /**
   * Copies the log.
   *
   * @param from data directory
   * @param to directory of the copy, in which the same paths are used
   * @throws LogDamagedException when the log itself is damaged
   * @throws LogFailedException when there is no log, or it changes faster than it can be copied
   */
  public static Copied copy(Path from, Path to) throws IOException {
    LogCopy copy = new LogCopy(from.toAbsolutePath().normalize(), to);
    if (!Files.isDirectory(copy.layout.archive())) {
      throw new LogFailedException("there is no log in " + from);
    }
    DataSchema.check(copy.from);
    for (int attempt = 1; ; attempt++) {
      try {
        return copy.attempt();
      } catch (NoSuchFileException | LogDamagedException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      } catch (Changed e) {
        if (attempt == ATTEMPTS) {
          throw new LogFailedException(e.getMessage(), e);
        }
      }
    }
  }

  /** An election or a purge took place while the copy was made. */
  private static final class Changed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Changed(String what) {
      super(what);
    }
  }

  private Copied attempt() throws IOException {
    deleteAll(new LogLayout(to).archive());
    deleteAll(new LogLayout(to).cluster());
    List<Piece> pieces = new ArrayList<>();
    // In this order: what the list of terms and snapshots names is in the archive by then.
    byte[] terms = Files.readAllBytes(layout.recordingLog());
    byte[] state = nodeState();
    byte[] catalogue = Files.readAllBytes(layout.archive().resolve(CatalogFile.NAME));
    write(pieces, layout.archive().resolve(CatalogFile.NAME), catalogue);
    write(pieces, layout.recordingLog(), terms);
    if (state.length > 0) {
      write(pieces, layout.cluster().resolve(NODE_STATE), state);
    }
    Path schema = from.resolve(DataSchema.FILE_NAME);
    if (Files.exists(schema)) {
      write(pieces, schema, Files.readAllBytes(schema));
    }
    long end = 0;
    for (LogRecording recording : CatalogFile.readAll(new LogLayout(to).archive())) {
      long reached = recording(recording, pieces);
      boolean log = recording.streamId() == ConsensusModule.Configuration.LOG_STREAM_ID_DEFAULT;
      end = log ? reached : end;
    }
    return checked(pieces, end, terms);
  }

  private byte[] nodeState() throws IOException {
    Path file = layout.cluster().resolve(NODE_STATE);
    return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
  }

  private void write(List<Piece> pieces, Path file, byte[] bytes) throws IOException {
    Path copy = to.resolve(from.relativize(file).toString());
    Files.createDirectories(copy.getParent());
    Files.write(copy, bytes);
    pieces.add(new Piece(from.relativize(file).toString(), bytes.length));
  }

  /** Copies the files of a recording up to the last whole frame; returns its position. */
  private long recording(LogRecording there, List<Piece> pieces) throws IOException {
    LogRecording source = there.in(layout.archive());
    long end = there.startPosition();
    for (long base = source.firstSegmentPosition(); ; base += source.segmentLength()) {
      Path file = source.segmentFile(base);
      if (!Files.exists(file)) {
        if (end < base && there.stopped() && end < there.stopPosition()) {
          throw new Changed(file + " went away while the log was copied");
        }
        return end;
      }
      int length = wholeFrames(source, file, base);
      end = base + length;
      Path copy = to.resolve(from.relativize(file).toString());
      try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
          FileChannel out =
              FileChannel.open(
                  copy,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING)) {
        for (long at = 0; at < length; ) {
          at += in.transferTo(at, length - at, out);
        }
      }
      pieces.add(new Piece(from.relativize(file).toString(), source.segmentLength()));
      if (length < source.segmentLength()) {
        return end;
      }
    }
  }

  /** Bytes of a file that whole frames fill; the rest is being written, or not yet. */
  private static int wholeFrames(LogRecording recording, Path file, long base) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(recording.segmentLength());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {
        // until full or at the end of the file
      }
    }
    org.agrona.concurrent.UnsafeBuffer buffer =
        new org.agrona.concurrent.UnsafeBuffer(content.array());
    LogFrame frame = new LogFrame(recording);
    int at = (int) Math.max(0, recording.startPosition() - base);
    while (at < buffer.capacity()) {
      frame.wrap(file, buffer, at, base + at);
      try {
        frame.verify();
      } catch (LogDamagedException | IndexOutOfBoundsException e) {
        if (recording.stopped() && base + at < recording.stopPosition()) {
          throw e;
        }
        return at;
      }
      at += frame.alignedLength();
    }
    return at;
  }

  /** Nobody was elected meanwhile, and everything that the list names is there. */
  private Copied checked(List<Piece> pieces, long end, byte[] terms) throws IOException {
    byte[] now = Files.readAllBytes(layout.recordingLog());
    List<Long> snapshots = new ArrayList<>();
    long before = 0;
    try (RecordingLog copied = new RecordingLog(new LogLayout(to).cluster().toFile(), false)) {
      before = copied.entries().stream().filter(LogCopy::isTerm).count();
      for (RecordingLog.Entry entry : copied.entries()) {
        if (LogSnapshots.isSnapshot(entry)
            && entry.serviceId == ConsensusModule.Configuration.SERVICE_ID) {
          snapshots.add(entry.logPosition);
          if (entry.logPosition > end) {
            throw new Changed("the log ends before its snapshot at " + entry.logPosition);
          }
        }
      }
    }
    if (!Arrays.equals(now, terms) && terms(now) != before) {
      throw new Changed("a leader was elected while the log was copied");
    }
    return new Copied(pieces, end, snapshots);
  }

  private long terms(byte[] list) throws IOException {
    Path scratch = Files.createTempDirectory(to, "terms");
    try {
      Files.write(scratch.resolve(RecordingLog.RECORDING_LOG_FILE_NAME), list);
      try (RecordingLog log = new RecordingLog(scratch.toFile(), false)) {
        return log.entries().stream().filter(LogCopy::isTerm).count();
      }
    } finally {
      deleteAll(scratch);
    }
  }

  private static boolean isTerm(RecordingLog.Entry entry) {
    return entry.type == RecordingLog.ENTRY_TYPE_TERM;
  }

  private static void deleteAll(Path dir) throws IOException {
    if (!Files.isDirectory(dir)) {
      return;
    }
    try (Stream<Path> files = Files.list(dir)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(dir);
  }
}
