package org.dualchannel.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of the form that a data directory has, in a file of its own. A release that finds a
 * newer one leaves the directory alone, before it has read anything that it would take for damage.
 */
final class DataSchema {
  static final String FILE_NAME = "schema";

  /** The form that this release writes, and the newest that it reads. */
  static final int VERSION = 1;

  private static final Pattern TEXT = Pattern.compile("dualchannel data, schema ([0-9]{1,9})\n");

  private DataSchema() {}

  /**
   * Looks whether this release may touch a directory. One without the file is of version 1.
   *
   * @throws LogFailedException when a newer release wrote it, or the file is not what was written
   */
  static void check(Path dataDir) {
    int found = read(dataDir);
    if (found > VERSION) {
      throw new LogFailedException(
          "data directory "
              + dataDir
              + " has schema "
              + found
              + " and was written by a newer release; this one reads up to "
              + VERSION
              + ": run the newer release, or restore a backup of before");
    }
  }

  /** Notes in a directory which form it has from now on. */
  static void write(Path dataDir) {
    Path file = dataDir.resolve(FILE_NAME);
    if (Files.exists(file) && read(dataDir) == VERSION) {
      return;
    }
    Path part = dataDir.resolve(FILE_NAME + ".part");
    try {
      Files.writeString(part, text(VERSION));
      force(part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      force(dataDir);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  static String text(int version) {
    return "dualchannel data, schema " + version + '\n';
  }

  private static int read(Path dataDir) {
    Path file = dataDir.resolve(FILE_NAME);
    if (!Files.exists(file)) {
      return 1;
    }
    try {
      Matcher text = TEXT.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      if (!text.matches()) {
        throw new LogFailedException(file + " is not what was written: look at the disk");
      }
      return Integer.parseInt(text.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
