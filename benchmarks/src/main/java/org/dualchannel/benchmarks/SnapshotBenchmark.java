package org.dualchannel.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.DeciderParts;
import org.dualchannel.snapshot.SnapshotFiles;
import org.dualchannel.snapshot.SnapshotHeader;
import org.dualchannel.snapshot.SnapshotSummary;
import org.dualchannel.store.StateHash;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A snapshot of so many open prescriptions and the city around them: written, forced to disk and
 * read back as a node does it; and loaded into empty tables as at a start. Both compare the hash of
 * the state.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class SnapshotBenchmark {
  @Param({"10000", "1000000"})
  public int entries;

  private Town town;
  private Path dir;
  private SnapshotFiles files;
  private StateHash hash;
  private org.dualchannel.decide.State loaded;
  private SnapshotSummary summary;
  private long position;

  @Setup(Level.Trial)
  public void fill() throws IOException {
    town = new Town("chronicle", entries);
    hash = StateHash.of(town.state.tables());
    dir = Directories.temporary();
    files = SnapshotFiles.in(dir);
    files.prepare();
    write();
    check();
  }

  @TearDown(Level.Trial)
  public void clear() throws IOException {
    town.close();
    Directories.remove(dir);
  }

  @Setup(Level.Iteration)
  public void empty() {
    loaded = town.state("chronicle");
  }

  @TearDown(Level.Iteration)
  public void check() {
    if (!summary.stateHash().equals(hash)) {
      throw new IllegalStateException("the snapshot is of another state");
    }
    if (loaded != null) {
      long entriesLoaded = loaded.tables().stream().mapToLong(each -> each.size()).sum();
      if (entriesLoaded > 0 && !StateHash.of(loaded.tables()).equals(hash)) {
        throw new IllegalStateException("another state was loaded");
      }
      loaded.close();
      loaded = null;
    }
    DeciderParts parts = town.decider.parts();
    while (parts.merge(Integer.MAX_VALUE)) {
      // Nothing was written meanwhile: the next round finds every table released.
    }
  }

  @Benchmark
  public SnapshotSummary write() throws IOException {
    Decider decider = town.decider;
    SnapshotHeader header =
        new SnapshotHeader(++position, decider.index(), decider.timeMs(), new byte[32]);
    summary = files.write(header, decider.parts().freeze(), () -> false);
    return summary;
  }

  @Benchmark
  public Decider load() throws IOException {
    Decider decider = new Decider(loaded);
    DeciderParts parts = decider.parts();
    SnapshotFiles.Named file = files.list().get(0);
    summary = SnapshotFiles.intact(file);
    SnapshotFiles.load(file, parts.loaders());
    parts.loaded();
    return decider;
  }
}
