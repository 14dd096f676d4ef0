package org.dualchannel.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dualchannel.log.LogCopy;
import org.dualchannel.log.LogDamagedException;
import org.dualchannel.log.LogFailedException;
import org.dualchannel.snapshot.SnapshotFiles;

/**
 * A copy of a node's data from which the node, or another member in its place, goes on: the log as
 * it is kept, and the newest snapshot that the log knows. Taken from the files, whether the node
 * runs or not. What was acknowledged before it began is in it.
 */
public final class Backup {
  private Backup() {}

  /**
   * What was made or brought back.
   *
   * @param files number of files
   * @param bytes bytes of them in the backup
   * @param endPosition position of the log's end
   * @param snapshotIndex the record that its snapshot goes up to; 0 when there is none
   */
  public record Summary(int files, long bytes, long endPosition, long snapshotIndex) {
    private static Summary of(Manifest manifest) {
      long bytes = manifest.entries().stream().mapToLong(Manifest.Entry::stored).sum();
      return new Summary(
          manifest.entries().size(), bytes, manifest.endPosition(), manifest.snapshotIndex());
    }
  }

  /**
   * Makes a backup. It is finished, and forced to disk, when there is a manifest.
   *
   * @param data data directory of a node, which may run
   * @param to a directory that does not exist or is empty
   * @throws BackupException when it cannot be made
   */
  public static Summary make(Path data, Path to) throws IOException {
    requireEmpty(to);
    Files.createDirectories(to);
    try {
      LogCopy.Copied log = LogCopy.copy(data, to);
      List<Manifest.Entry> entries = new ArrayList<>();
      for (LogCopy.Piece piece : log.pieces()) {
        entries.add(Manifest.entry(to, piece.path(), piece.length()));
      }
      SnapshotFiles.Named snapshot = snapshot(data, to, log);
      if (snapshot != null) {
        String path = to.relativize(snapshot.path()).toString();
        entries.add(Manifest.entry(to, path, Files.size(snapshot.path())));
      }
      Manifest manifest =
          new Manifest(log.endPosition(), snapshot == null ? 0 : snapshot.index(), entries);
      force(to, entries);
      Path part = to.resolve(Manifest.NAME + ".part");
      Files.writeString(part, manifest.text());
      force(part);
      Files.move(part, to.resolve(Manifest.NAME), StandardCopyOption.ATOMIC_MOVE);
      force(to);
      return Summary.of(manifest);
    } catch (LogFailedException | LogDamagedException e) {
      throw new BackupException(e.getMessage(), e);
    }
  }

  /** Copies the newest snapshot that the copied log knows and that is whole; null for none. */
  private static SnapshotFiles.Named snapshot(Path data, Path to, LogCopy.Copied log)
      throws IOException {
    for (SnapshotFiles.Named file : SnapshotFiles.in(data).list()) {
      if (!log.snapshots().contains(file.logPosition())) {
        continue;
      }
      Path copy = to.resolve(SnapshotFiles.DIRECTORY).resolve(file.path().getFileName());
      Files.createDirectories(copy.getParent());
      try {
        Files.copy(file.path(), copy, StandardCopyOption.REPLACE_EXISTING);
        SnapshotFiles.Named copied =
            new SnapshotFiles.Named(file.index(), file.logPosition(), copy);
        SnapshotFiles.verify(copied);
        return copied;
      } catch (NoSuchFileException e) {
        Files.deleteIfExists(copy); // given up in this very moment
      } catch (org.dualchannel.snapshot.SnapshotDamagedException e) {
        Files.deleteIfExists(copy);
      }
    }
    return null;
  }

  /**
   * Brings a backup back, after every file of it was verified.
   *
   * @param from the backup
   * @param data a directory that does not exist or is empty
   * @throws BackupException when the backup is not whole, or the directory is in use
   */
  public static Summary restore(Path from, Path data) throws IOException {
    Manifest manifest = Manifest.read(from);
    requireEmpty(data);
    for (Manifest.Entry entry : manifest.entries()) {
      Path file = from.resolve(entry.path()).normalize();
      if (!file.startsWith(from.normalize()) || !Files.isRegularFile(file)) {
        throw new BackupException(entry.path() + " is not in the backup");
      }
      if (Files.size(file) != entry.stored() || !Manifest.sha256(file).equals(entry.sha256())) {
        throw new BackupException(entry.path() + " is not what was backed up");
      }
    }
    for (Manifest.Entry entry : manifest.entries()) {
      Path file = data.resolve(entry.path());
      Files.createDirectories(file.getParent());
      Files.copy(from.resolve(entry.path()), file);
      try (java.io.RandomAccessFile filled = new java.io.RandomAccessFile(file.toFile(), "rw")) {
        if (entry.length() > entry.stored()) {
          filled.setLength(entry.length());
        }
        filled.getFD().sync();
      }
    }
    force(data, manifest.entries());
    return Summary.of(manifest);
  }

  private static void requireEmpty(Path dir) throws IOException {
    if (!Files.exists(dir)) {
      return;
    }
    try (Stream<Path> files = Files.list(dir)) {
      if (files.findAny().isPresent()) {
        throw new BackupException(
            dir + " is not empty", new FileAlreadyExistsException(dir.toString()));
      }
    }
  }

  /** Forces files and the directories that name them. */
  private static void force(Path dir, List<Manifest.Entry> entries) throws IOException {
    Set<Path> dirs = new TreeSet<>(Set.of(dir));
    for (Manifest.Entry entry : entries) {
      Path file = dir.resolve(entry.path());
      force(file);
      for (Path up = file.getParent(); !up.equals(dir); up = up.getParent()) {
        dirs.add(up);
      }
    }
    for (Path each : dirs) {
      force(each);
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
