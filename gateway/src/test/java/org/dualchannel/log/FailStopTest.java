package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.aeron.exceptions.AeronException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/** Which errors stop a member for good. */
class FailStopTest {
  private final Recorded seen = new Recorded();
  private final FailStop failStop = new FailStop(seen);

  @Test
  void aNetworkThatFailsDoesNot() {
    failStop.onError(
        new AeronException("channel error", new SocketException("Network is unreachable")));

    assertNull(failStop.reason());
    assertEquals(1, failStop.errorCount());
  }

  @Test
  void aPortThatIsTakenDoes() {
    failStop.onError(new AeronException("channel error", new BindException("Address in use")));

    assertEquals("ERROR - channel error", failStop.reason());
    assertEquals("ERROR - channel error", seen.failed());
  }

  @Test
  void aDiskThatFailsDoes() {
    failStop.onError(new UncheckedIOException("force", new IOException("Input/output error")));

    assertEquals("force", failStop.reason());
  }

  /** As when the error cannot even be noted, because the file for it is on a full disk. */
  @Test
  void aThreadOfTheLogThatDiesDoes() throws Exception {
    Thread thread =
        failStop.thread(
            () -> {
              throw new InternalError("a fault in a mapped file");
            });
    thread.setName("archive-conductor");
    thread.start();
    thread.join();

    assertEquals(
        "archive-conductor ended: java.lang.InternalError: a fault in a mapped file",
        failStop.reason());
    assertEquals(failStop.reason(), seen.failed());
  }
}
