package org.dualchannel.log;

import java.nio.file.Path;

/** The log's files do not hold what was written to them; names the place. */
public final class LogDamagedException extends RuntimeException {

  private final transient Path file;
  private final long offset;

  /**
   * @param file the file at fault
   * @param offset first byte at fault within the file, or the start of the frame or record that
   *     fails its check
   * @param what what was expected and what was found
   */
  public LogDamagedException(Path file, long offset, String what) {
    super(file + " at offset " + offset + ": " + what);
    this.file = file;
    this.offset = offset;
  }

  public Path file() {
    return file;
  }

  public long offset() {
    return offset;
  }
}
