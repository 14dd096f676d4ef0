package org.dualchannel.log;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * A process that does nothing but append numbered records until it is killed. Prints {@code LIVE n}
 * with the number of records recovered, then {@code ACK n} whenever n records have come back.
 */
final class CrashNode implements RecordConsumer {

  private final PrintStream out;
  private volatile long count;
  private volatile long recovered = -1;

  CrashNode(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    CrashNode node = new CrashNode(out);
    AeronLogContext ctx =
        new AeronLogContext()
            .dataDir(Path.of(args[0]))
            .segmentLength(AeronLogContext.TERM_LENGTH)
            .members(List.of(new LogMember("127.0.0.1", Integer.parseInt(args[1]))));
    try (AeronLog log = AeronLog.open(ctx, node)) {
      node.appendForever(log, new Random(Long.parseLong(args[2])));
    }
  }

  private void appendForever(AeronLog log, Random random) {
    RecordBatch batch = new RecordBatch(100_000);
    IdleStrategy idle = new BackoffIdleStrategy();
    while (recovered < 0) {
      idle.idle(log.poll());
    }
    long next = recovered;
    long inFlight = 0; // as many records as may be under way, now few, now many
    while (true) {
      if (next - count <= inFlight && batch.isEmpty()) {
        inFlight = random.nextInt(random.nextInt(4) == 0 ? 1_000 : 20);
        for (int i = random.nextInt(8); i >= 0; i--) {
          batch.add(record(next++).getBytes(StandardCharsets.US_ASCII));
        }
      }
      int work = log.poll();
      if (!batch.isEmpty() && log.append(batch.buffer(), 0, batch.length())) {
        batch.clear();
        work++;
      }
      idle.idle(work);
    }
  }

  /** The record of a number: its length, now and then a few frames, follows from the number. */
  static String record(long number) {
    return number + ":" + "x".repeat((int) (number * 7_919 % (number % 20 == 0 ? 4_001 : 201)));
  }

  @Override
  public void onRecord(long timestampMs, DirectBuffer buffer, int offset, int length) {
    long number = count;
    String expected = record(number);
    if (!expected.equals(buffer.getStringWithoutLengthAscii(offset, length))) {
      throw new IllegalStateException("record " + count + " is not what was appended");
    }
    count = number + 1;
  }

  @Override
  public void onBatchEnd() {
    if (recovered >= 0) {
      out.println("ACK " + count);
    }
  }

  @Override
  public void onLive() {
    out.println("LIVE " + count);
    recovered = count;
  }

  @Override
  public void onFailed(String reason) {
    out.println("FAILED " + reason);
  }
}
