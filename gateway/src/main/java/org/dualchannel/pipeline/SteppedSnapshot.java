package org.dualchannel.pipeline;

import java.util.List;
import org.dualchannel.snapshot.SnapshotHeader;
import org.dualchannel.snapshot.SnapshotImage;
import org.dualchannel.store.Section;

/**
 * A snapshot of a {@link SteppedNode}: fixed at one record, written by its owner some time later.
 */
public final class SteppedSnapshot {
  private final SnapshotHeader header;
  private final List<Section> sections;
  private boolean written;

  SteppedSnapshot(SnapshotHeader header, List<Section> sections) {
    this.header = header;
    this.sections = List.copyOf(sections);
  }

  /** The bytes of its file. From now on the node gets back what it has changed meanwhile. */
  public byte[] write() {
    try {
      return SnapshotImage.write(header, sections);
    } finally {
      sections.forEach(Section::release);
      written = true;
    }
  }

  boolean written() {
    return written;
  }
}
