package org.dualchannel.ops;

/** What an operator may ask of a node over HTTP, from the machine itself. Any thread. */
public interface Admin {

  /**
   * Asks for a snapshot.
   *
   * @return null when it was asked for; else why not
   */
  String snapshot();
}
