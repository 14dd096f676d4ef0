package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.aeron.ErrorCode;
import io.aeron.archive.client.ArchiveException;
import io.aeron.exceptions.AeronException;
import io.aeron.exceptions.RegistrationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;
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

  @Test
  void oneWhoAsksForWhatIsPurgedDoesNotStopTheOneThatWasAsked() {
    AtomicInteger doubts = new AtomicInteger();
    failStop.onDoubt(doubts::incrementAndGet);

    failStop.onError(
        new ArchiveException(
            "requested replay start position=0 is less than recording start position=8388608"));

    assertNull(failStop.reason());
    assertEquals(1, doubts.get(), "each looks whether it is the one that lacks something");
  }

  @Test
  void oneWhoAsksTwiceForTheLogDoesNotStopTheLeader() {
    failStop.onError(
        new RegistrationException(
            1,
            2,
            ErrorCode.INVALID_CHANNEL,
            "existing publication has clashing sessionId=851031369 for streamId=100"
                + " channel=aeron:udp?endpoint=127.0.0.1:20338|alias=catchup-followerId-1"));

    assertNull(failStop.reason());
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
