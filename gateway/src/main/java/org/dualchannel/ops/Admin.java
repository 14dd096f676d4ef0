package org.dualchannel.ops;

/** What an operator may ask of a node over HTTP, from the machine itself. Any thread. */
public interface Admin {

  /**
   * Asks for a snapshot.
   *
   * @return null when it was asked for; else why not
   */
  String snapshot();

  /**
   * Asks that another version of the rules decides from some record on.
   *
   * @return null when it was asked for; else why not
   */
  default String activate(int version) {
    return "there are no rules here";
  }
}
