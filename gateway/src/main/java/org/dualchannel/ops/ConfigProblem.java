package org.dualchannel.ops;

/**
 * One thing wrong with a configuration.
 *
 * @param path the key, such as {@code grpc.port}, or the environment variable that set it
 * @param value what was found there, shortened when long
 * @param expected what would have been accepted
 */
public record ConfigProblem(String path, String value, String expected) {

  private static final int LONGEST_VALUE = 80;

  public ConfigProblem {
    value = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
  }

  @Override
  public String toString() {
    return path + ": found '" + value + "', expected " + expected;
  }
}
