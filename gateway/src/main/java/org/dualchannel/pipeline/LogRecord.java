package org.dualchannel.pipeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.dualchannel.codec.ByteSink;
import org.dualchannel.codec.ByteSource;
import org.dualchannel.codec.MalformedBytesException;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.decide.Command;

/**
 * The bytes of one command in the log:
 *
 * <pre>
 *   0  version of this layout, 1
 *   1  origin: the run of the node that took the call, so that it alone answers
 *   9  correlation: the call within that run; 0 when nobody waits
 *  17  the command, in the form of {@link RecordCodec}
 * </pre>
 */
public final class LogRecord {
  private static final byte VERSION = 1;
  private static final int HEADER = 1 + 2 * Long.BYTES;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final RecordCodec<Command> COMMAND = RecordCodec.of(Command.class);

  private LogRecord() {}

  static byte[] encode(long origin, long correlation, Command command) {
    ByteSink sink = ByteSink.ofThread();
    sink.putByte(VERSION);
    sink.putFixedLong(origin);
    sink.putFixedLong(correlation);
    COMMAND.encode(command, sink);
    return sink.toByteArray();
  }

  static long origin(byte[] record) {
    return (long) LONG.get(record, 1);
  }

  static long correlation(byte[] record) {
    return (long) LONG.get(record, 1 + Long.BYTES);
  }

  /**
   * The command of a record.
   *
   * @throws MalformedBytesException when the bytes are not a record of this release
   */
  public static Command command(byte[] record) {
    if (record.length <= HEADER || record[0] != VERSION) {
      String what = "not a log record of version " + VERSION;
      boolean newer = record.length > HEADER && record[0] > VERSION;
      throw new MalformedBytesException(newer ? what + ", but of a newer release" : what, 0);
    }
    ByteSource source = new ByteSource(record, HEADER, record.length - HEADER);
    Command command = COMMAND.decode(source);
    source.expectEnd();
    return command;
  }
}
