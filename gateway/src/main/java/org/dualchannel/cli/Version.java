package org.dualchannel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which release this is; the build writes it into a resource. */
final class Version implements IVersionProvider {

  /** The version of the release, such as {@code 1.2.0}. */
  static String release() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "dualchannel " + release(), "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
