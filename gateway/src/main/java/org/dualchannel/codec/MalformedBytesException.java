package org.dualchannel.codec;

/** The bytes are no value of the type that was asked for; nothing of them was taken over. */
public final class MalformedBytesException extends RuntimeException {
  private final int offset;

  public MalformedBytesException(String problem, int offset) {
    this(problem, offset, null);
  }

  public MalformedBytesException(String problem, int offset, Throwable cause) {
    super(problem + " at offset " + offset, cause);
    this.offset = offset;
  }

  /** Where the offending item starts, counted from the first byte of the source. */
  public int offset() {
    return offset;
  }
}
