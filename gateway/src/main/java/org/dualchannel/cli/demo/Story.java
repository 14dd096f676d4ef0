package org.dualchannel.cli.demo;

/**
 * One story.
 *
 * @param title what it is about, in a few words
 * @param told what happens, in one or two sentences
 * @param script plays it and checks what it shows
 */
record Story(String title, String told, Script script) {

  /** What happens in a story. */
  @FunctionalInterface
  interface Script {
    void play(Scene scene);
  }
}
