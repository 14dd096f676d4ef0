package org.dualchannel.snapshot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.Section;

/** The bytes of a snapshot's file, held in memory: for whoever simulates the disk. */
public final class SnapshotImage {
  private SnapshotImage() {}

  /** The bytes of the file; each section is released as soon as it is written. */
  public static byte[] write(SnapshotHeader header, List<Section> sections) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try (SnapshotWriter writer = new SnapshotWriter(bytes)) {
      writer.write(header, sections);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Verifies every byte.
   *
   * @throws SnapshotDamagedException when a byte is not what was written
   */
  public static SnapshotSummary verify(byte[] image) throws IOException {
    return SnapshotReader.verify(new ByteArrayInputStream(image));
  }

  /** Hands the entries to the loaders of their sections; verified on the way. */
  public static SnapshotSummary load(byte[] image, Map<String, EntryConsumer> loaders)
      throws IOException {
    return SnapshotReader.load(new ByteArrayInputStream(image), loaders);
  }
}
