package org.dualchannel.loadtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes launchers like the distribution's, for the small gateway of the tests. */
final class ChildLauncher {
  private ChildLauncher() {}

  /** A script of these lines. */
  static Path script(Path directory, String... lines) throws IOException {
    Path script = directory.resolve("launcher");
    Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  /** The line that runs the small gateway. */
  static String fakeServe() {
    return "exec '"
        + Path.of(System.getProperty("java.home"), "bin", "java")
        + "' -Xmx256m -XX:TieredStopAtLevel=1 $DUALCHANNEL_OPTS -cp '"
        + System.getProperty("java.class.path")
        + "' "
        + FakeServe.class.getName()
        + " \"$@\"";
  }
}
