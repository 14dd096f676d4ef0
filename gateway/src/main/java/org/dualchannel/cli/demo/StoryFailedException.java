package org.dualchannel.cli.demo;

/** A story came out differently from what it tells. */
final class StoryFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoryFailedException(String message) {
    super(message);
  }
}
