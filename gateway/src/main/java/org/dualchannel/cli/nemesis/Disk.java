package org.dualchannel.cli.nemesis;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk in a file, ext4 on a loop device, that can be filled and have its power cut. */
final class Disk {
  static final int SIZE_MB = 512;
  private static final int MIB = 1024 * 1024;

  /** EXT4_IOC_SHUTDOWN with the flag that keeps even the journal from being flushed. */
  private static final String SHUTDOWN =
      "import fcntl,os,struct,sys;"
          + "fcntl.ioctl(os.open(sys.argv[1],os.O_RDONLY),0x8004587d,struct.pack('I',2))";

  /** Of the mount point, how often, seconds of standing still, seconds in between. */
  private static final String STAND_STILL =
      "trap 'fsfreeze -u \"$1\"' HUP INT TERM; i=0; while [ $i -lt $2 ]; do"
          + " fsfreeze -f \"$1\" || exit 1; sleep $3; fsfreeze -u \"$1\"; sleep $4;"
          + " i=$((i+1)); done";

  private final Path image;
  private final Path mountPoint;

  private Disk(Path image, Path mountPoint) {
    this.image = image;
    this.mountPoint = mountPoint;
  }

  /** Why such disks cannot be had, null when they can. */
  static String whyNot(Path dir) throws IOException, InterruptedException {
    String why = Shell.whyNot("python3", "-c", "import fcntl");
    if (why != null) {
      return why;
    }
    try {
      Disk disk = create(dir.resolve("probe.img"), dir.resolve("probe"));
      disk.slow(0, 10);
      disk.cutPower();
      disk.unmount();
      Files.delete(disk.image);
      Files.delete(disk.mountPoint);
      return null;
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  /** Makes an empty one and mounts it. */
  static Disk create(Path image, Path mountPoint) throws IOException, InterruptedException {
    Files.createDirectories(mountPoint);
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(0);
      file.setLength((long) SIZE_MB * MIB);
    }
    // no blocks kept back for root, who the members are: full is to mean full
    Shell.run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
    Disk disk = new Disk(image, mountPoint);
    disk.mount();
    return disk;
  }

  /** What was written and not forced is gone, and nothing can be read or written any more. */
  void cutPower() throws IOException, InterruptedException {
    Shell.run("python3", "-c", SHUTDOWN, mountPoint.toString());
  }

  void mount() throws IOException, InterruptedException {
    Shell.run("mount", "-o", "loop", image.toString(), mountPoint.toString());
  }

  void unmount() throws IOException, InterruptedException {
    Shell.run("umount", mountPoint.toString());
  }

  /**
   * Stands still again and again: nothing is written meanwhile, and who forces or writes waits. A
   * process of its own does it, so that it ends well though this one be killed.
   *
   * @param lastsMs how long in all
   * @param stillMs how long at a time; a tenth of that it works in between
   */
  void slow(int lastsMs, int stillMs) throws IOException, InterruptedException {
    int times = 1 + lastsMs / (stillMs + stillMs / 10);
    Shell.run(
        "sh",
        "-c",
        STAND_STILL,
        "sh",
        mountPoint.toString(),
        Integer.toString(times),
        seconds(stillMs),
        seconds(stillMs / 10));
  }

  private static String seconds(int ms) {
    return String.format("%d.%03d", ms / 1_000, ms % 1_000);
  }

  /** Takes all the room there is, but so much. */
  void fill(int leaveMb) throws IOException {
    long room = Files.getFileStore(mountPoint).getUsableSpace() - (long) leaveMb * MIB;
    byte[] chunk = new byte[MIB];
    try (RandomAccessFile file = new RandomAccessFile(ballast().toFile(), "rw")) {
      for (long written = 0; written < room; written += chunk.length) {
        file.write(chunk);
      }
    } catch (IOException e) {
      // full to the last byte: as wanted
    }
  }

  void free() throws IOException {
    Files.deleteIfExists(ballast());
  }

  private Path ballast() {
    return mountPoint.resolve("ballast");
  }
}
