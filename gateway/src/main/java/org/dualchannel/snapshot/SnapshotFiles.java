package org.dualchannel.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.Section;

/**
 * The directory of snapshots. A file has its name only once it was forced to disk, read back and
 * found whole; until then it is a {@code .part}, which the next start removes.
 */
public final class SnapshotFiles {
  /** Name of the directory within a node's data directory. */
  public static final String DIRECTORY = "snapshots";

  private static final Pattern NAME = Pattern.compile("([0-9]{15})-([0-9]{15})\\.snapshot");
  private static final String PART = ".part";

  private final Path dir;

  /** One file by its name; what is in it was not looked at. */
  public record Named(long index, long logPosition, Path path) {}

  private SnapshotFiles(Path dir) {
    this.dir = dir;
  }

  /** The snapshots in a node's data directory, which need not have any. */
  public static SnapshotFiles in(Path dataDir) {
    return new SnapshotFiles(dataDir.resolve(DIRECTORY));
  }

  /** Makes the directory and removes what a crash left half written. */
  public void prepare() throws IOException {
    Files.createDirectories(dir);
    force(dir.toAbsolutePath().getParent());
    try (Stream<Path> files = Files.list(dir)) {
      for (Path part : files.filter(each -> each.toString().endsWith(PART)).toList()) {
        Files.deleteIfExists(part);
      }
    }
  }

  /** The files, newest first. */
  public List<Named> list() {
    if (!Files.isDirectory(dir)) {
      return List.of();
    }
    List<Named> named = new ArrayList<>();
    try (Stream<Path> files = Files.list(dir)) {
      files.forEach(
          path -> {
            Matcher matcher = NAME.matcher(path.getFileName().toString());
            if (matcher.matches()) {
              named.add(
                  new Named(
                      Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), path));
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + dir, e);
    }
    named.sort(Comparator.comparingLong(Named::logPosition).reversed());
    return named;
  }

  /**
   * Writes a snapshot, verifies it and gives it its name.
   *
   * @param sections each is released as soon as it is written
   * @param cancelled asked now and then; true gives the snapshot up
   */
  public SnapshotSummary write(
      SnapshotHeader header, List<Section> sections, BooleanSupplier cancelled) throws IOException {
    return write(header, sections, cancelled, () -> true);
  }

  /**
   * The same beside other work, for which it rests now and then where processors are few.
   *
   * @param hurried asked now and then; true when there is no time for rest
   */
  public SnapshotSummary write(
      SnapshotHeader header,
      List<Section> sections,
      BooleanSupplier cancelled,
      BooleanSupplier hurried)
      throws IOException {
    String name =
        String.format(Locale.ROOT, "%015d-%015d.snapshot", header.index(), header.logPosition());
    Path part = dir.resolve(name + PART);
    Files.deleteIfExists(part);
    try {
      Pace pace = Pace.besideWork(hurried);
      try (SnapshotWriter writer = new SnapshotWriter(part, pace, cancelled)) {
        writer.write(header, sections);
      }
      SnapshotSummary summary = SnapshotReader.verify(part, pace);
      Files.move(part, dir.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      force(dir);
      return summary;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
  }

  /** Verifies every byte of a file and that it is what its name says. */
  public static SnapshotSummary verify(Named file) throws IOException {
    return named(file, SnapshotReader.verify(file.path(), Pace.FULL));
  }

  /**
   * Verifies by its checksums that a file is still what was written, and what its name says.
   * Whoever wrote it has verified the rest; {@link #verify} does it again, and takes half as long
   * again.
   */
  public static SnapshotSummary intact(Named file) throws IOException {
    return named(file, SnapshotReader.intact(file.path()));
  }

  private static SnapshotSummary named(Named file, SnapshotSummary summary)
      throws SnapshotDamagedException {
    if (summary.header().index() != file.index()
        || summary.header().logPosition() != file.logPosition()) {
      throw new SnapshotDamagedException(0, "the file is of another snapshot than its name says");
    }
    return summary;
  }

  /**
   * Hands the entries of a file, which {@link #intact} found whole just now, to the loaders of
   * their sections. Those of a table come on several threads at once, everything else in the order
   * of the file on the caller's.
   *
   * @throws SnapshotDamagedException when it is not whole any more, or has a section without a
   *     loader; some entries were handed over
   */
  public static void load(Named file, Map<String, EntryConsumer> loaders) throws IOException {
    new SnapshotLoad(file.path(), loaders, SnapshotLoad.THREADS).run();
  }

  /** Hands entries to the loaders there are; verified on the way. */
  public static SnapshotSummary loadSome(Named file, Map<String, EntryConsumer> loaders)
      throws IOException {
    return SnapshotReader.loadSome(file.path(), loaders);
  }

  /** Forces the entries of a directory to disk. */
  static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
