package org.dualchannel.cli.load;

/**
 * One thing that is wrong with a YAML file.
 *
 * @param file name of the file as the user knows it
 * @param line line number, from 1
 * @param path path of the value in the file, such as {@code schemes[0].guarantee.tiers[1].up_to};
 *     empty for the file as a whole
 * @param message what is wrong, in English
 */
public record YamlProblem(String file, int line, String path, String message) {
  @Override
  public String toString() {
    return file + ':' + line + ": " + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
