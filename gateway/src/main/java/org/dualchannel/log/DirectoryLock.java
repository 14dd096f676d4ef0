package org.dualchannel.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a data directory for one process, by a lock of the operating system: it cannot outlive the
 * process, however that ends. The file names the holder for whoever is refused.
 */
final class DirectoryLock implements AutoCloseable {

  static final String FILE_NAME = "lock";

  /**
   * Directories held by this process. A second channel on the lock file must not even be opened
   * here: on POSIX systems, closing it would give up the lock of the first.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * @throws LogFailedException when another process, or another log of this one, holds it
   */
  static DirectoryLock acquire(Path dataDir) {
    try {
      Path directory = Files.createDirectories(dataDir).toRealPath();
      if (!HELD.add(directory)) {
        throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
      }
      FileChannel channel = null;
      boolean held = false;
      try {
        channel =
            FileChannel.open(
                directory.resolve(FILE_NAME),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
          throw inUse(directory, holder(channel));
        }
        channel.truncate(0);
        String pid = Long.toString(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
        held = true;
        return new DirectoryLock(directory, channel);
      } finally {
        if (!held) {
          HELD.remove(directory);
          if (channel != null) {
            channel.close();
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock data directory " + dataDir, e);
    }
  }

  private static LogFailedException inUse(Path directory, String pid) {
    return new LogFailedException(
        "data directory "
            + directory
            + " is in use by process "
            + pid
            + ", which holds its file "
            + FILE_NAME);
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(32);
    channel.read(pid, 0);
    return new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    try {
      channel.close();
      HELD.remove(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the data directory", e);
    }
  }
}
