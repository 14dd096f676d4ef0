package org.dualchannel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories of commands that begin with nothing. */
final class DataDirectories {
  private DataDirectories() {}

  /**
   * Refuses a directory that holds something: what is played begins with a year in which nobody has
   * been paid anything.
   */
  static void refuseUsed(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new CommandFailure(directory + " is not a directory");
    }
    try (Stream<Path> inside = Files.list(directory)) {
      if (inside.findAny().isPresent()) {
        throw new CommandFailure(directory + " is not empty");
      }
    }
  }

  /** Removes a directory with all that is in it. */
  static void remove(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> inside = Files.walk(directory)) {
      deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
