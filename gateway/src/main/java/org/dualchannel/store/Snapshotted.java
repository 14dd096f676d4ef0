package org.dualchannel.store;

import java.util.List;
import java.util.Map;

/** Has a part in a snapshot: what a replay of the log would build again in it. */
public interface Snapshotted {

  /**
   * Fixes the contents as they are now. Called on the thread that changes them, and quick: copies
   * references and encodes nothing.
   */
  List<Section> freeze();

  /**
   * Who takes each section back in, by its name; called on an empty object. A section that an older
   * snapshot lacks is not loaded.
   */
  Map<String, EntryConsumer> loaders();

  /** Everything was taken in. */
  default void loaded() {}
}
