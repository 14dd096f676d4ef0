package org.dualchannel.log;

import io.aeron.archive.client.ArchiveException;
import io.aeron.exceptions.AeronException;
import io.aeron.exceptions.ClientTimeoutException;
import io.aeron.exceptions.ConductorServiceTimeoutException;
import io.aeron.exceptions.DriverTimeoutException;
import io.aeron.exceptions.RegistrationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the errors of all parts of the log, counts them, writes each kind to the operator's journal
 * once, and stops the log for good at those after which nothing may be acknowledged: I/O errors,
 * archive errors, a part that terminated or timed out, a channel that cannot be had. A network that
 * fails is none of them: nothing is acknowledged without it, and it may come back.
 */
final class FailStop implements ErrorHandler {

  private static final Logger LOGGER = LoggerFactory.getLogger(FailStop.class);
  private static final int DISTINCT_LIMIT = 1_000;

  private final RecordConsumer consumer;
  private final AtomicLong errors = new AtomicLong();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final AtomicReference<String> reason = new AtomicReference<>();
  private volatile boolean closing;

  FailStop(RecordConsumer consumer) {
    this.consumer = consumer;
  }

  @Override
  public void onError(Throwable error) {
    if (closing) {
      return; // parts that are being closed complain of each other's absence
    }
    errors.incrementAndGet();
    if (failed()) {
      return; // what follows the first reason only hides it
    }
    String text = describe(error);
    if (seen.size() < DISTINCT_LIMIT && seen.add(text)) {
      LOGGER.warn("log: {}", text, error);
    }
    if (isFatal(error)) {
      fail(text);
    }
  }

  /** Stops the log; only the first reason counts. */
  void fail(String why) {
    if (!closing && reason.compareAndSet(null, why)) {
      LOGGER.error("log stopped: {}", why);
      consumer.onFailed(why);
    }
  }

  /** Runs when a part of the log ended that was not asked to. */
  void onTermination(String part) {
    fail(part + " terminated");
  }

  /**
   * A thread of the log, whose death by any error stops the log. Aeron writes an error into a
   * mapped file before it hands it on; on a full disk that fails too, and the thread would be gone
   * without a word while the node looks ready.
   */
  Thread thread(Runnable task) {
    Thread thread = new Thread(task);
    thread.setUncaughtExceptionHandler((died, error) -> onDeath(died.getName(), error));
    return thread;
  }

  private void onDeath(String thread, Throwable error) {
    LOGGER.error("log: thread {} ended", thread, error);
    fail(thread + " ended: " + error);
  }

  /** From now on errors and ends are expected. */
  void closing() {
    closing = true;
  }

  /** Null while the log works. */
  String reason() {
    return reason.get();
  }

  boolean failed() {
    return reason.get() != null;
  }

  void throwIfFailed() {
    if (failed()) {
      throw new LogFailedException(reason.get());
    }
  }

  long errorCount() {
    return errors.get();
  }

  private static boolean isFatal(Throwable error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof AeronException known && known.category() == AeronException.Category.WARN) {
        return false;
      }
      if (t instanceof SocketException && !(t instanceof BindException)) {
        return false; // the network: the others go on, and this member catches up
      }
      if (t instanceof IOException
          || t instanceof UncheckedIOException
          || t instanceof ArchiveException
          || t instanceof AgentTerminationException
          || t instanceof ClientTimeoutException
          || t instanceof ConductorServiceTimeoutException
          || t instanceof DriverTimeoutException
          || t instanceof RegistrationException
          || t instanceof Error) {
        return true;
      }
    }
    return false;
  }

  private static String describe(Throwable error) {
    return error.getMessage() == null ? error.toString() : error.getMessage();
  }
}
