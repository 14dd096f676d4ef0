package org.dualchannel.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GarbageLogTest {
  @TempDir private Path directory;

  @Test
  void pausesAreReadAndTheirLineIsFitted() throws Exception {
    Path file = directory.resolve("gc.log");
    Files.writeString(
        file,
        """
        [0.010s] Using G1
        [1.000s] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 600M->20M(1024M) 3.000ms
        [1.500s] GC(1) Concurrent Mark Cycle 12.000ms
        [2.000s] GC(2) Pause Young (Normal) (G1 Evacuation Pause) 600M->22M(1024M) 9.500ms
        [2.500s] GC(1) Pause Remark 24M->24M(1024M) 1.000ms
        [3.000s] GC(3) Pause Young (Mixed) (G1 Evacuation Pause) 600M->24M(1024M) 4.000ms
        """);
    GarbageLog garbage = GarbageLog.read(file);
    assertEquals(4, garbage.count());
    assertEquals(9.5, garbage.pauseMs(100));
    assertEquals(3.0, garbage.pauseMs(50));
    assertEquals(1024L << 20, garbage.heapLimit());
    assertEquals(3, garbage.after(2).count());
    // 20, 22, 24, 24 MiB at 1, 2, 2.5 and 3 s: 2.17 MiB a second by least squares.
    assertEquals(2.1714, Slope.of(garbage.leftOnHeap()).perMinute() / 60 / (1 << 20), 0.001);
  }

  @Test
  void whatIsAliveIsWhatAFullCollectionThatWasAskedForLeft() throws Exception {
    Path file = directory.resolve("gc.log");
    Files.writeString(
        file,
        """
        [1.000s] GC(0) Pause Full (Diagnostic Command) 600M->20M(1024M) 90.000ms
        [2.000s] GC(1) Pause Young (Normal) (G1 Evacuation Pause) 600M->80M(1024M) 3.000ms
        [3.000s] GC(2) Pause Full (G1 Compaction Pause) 600M->90M(1024M) 70.000ms
        [61.000s] GC(3) Pause Full (Diagnostic Command) 600M->24M(1024M) 95.000ms
        """);
    GarbageLog garbage = GarbageLog.read(file);
    assertEquals(2, garbage.ofItself().count());
    assertEquals(70.0, garbage.ofItself().pauseMs(100));
    assertEquals(4.0, Slope.of(garbage.askedFor().leftOnHeap()).perMinute() / (1 << 20), 0.001);
  }

  @Test
  void onePointIsTooFewToTell() {
    assertFalse(Slope.of(java.util.List.of()).known());
    assertFalse(new Slope(0, 0, 1).known());
    assertTrue(new Slope(0, 0, 2).known());
  }
}
