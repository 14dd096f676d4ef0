package org.dualchannel.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories for the time of a benchmark. */
final class Directories {
  private Directories() {}

  /**
   * A new one, where the system keeps what is temporary: to measure another disk, set
   * java.io.tmpdir.
   */
  static Path temporary() throws IOException {
    return Files.createTempDirectory("dualchannel-bench");
  }

  static void remove(Path dir) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(dir)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
