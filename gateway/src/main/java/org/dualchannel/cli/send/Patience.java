package org.dualchannel.cli.send;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Repeats a call whose outcome is open, under its one request id, until there is an answer. */
public final class Patience {
  private static final int ATTEMPTS = 6;
  private static final long FIRST_PAUSE_MS = 100;

  private Patience() {}

  /**
   * The answer of the call.
   *
   * @throws StatusRuntimeException when it was refused, or is still open after some seconds
   */
  public static <T> T answer(Supplier<T> call) {
    long pauseMs = FIRST_PAUSE_MS;
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (StatusRuntimeException failure) {
        if (attempt == ATTEMPTS || !open(failure)) {
          throw failure;
        }
      }
      try {
        TimeUnit.MILLISECONDS.sleep(pauseMs);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Status.CANCELLED.withDescription("interrupted").asRuntimeException();
      }
      pauseMs *= 2;
    }
  }

  private static boolean open(StatusRuntimeException failure) {
    return switch (failure.getStatus().getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED -> true;
      case RESOURCE_EXHAUSTED -> RefusedCall.of(failure).reason().equals("OVERLOADED");
      default -> false;
    };
  }
}
