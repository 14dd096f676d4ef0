package org.dualchannel.loadtest.h2;

import java.util.List;

/** One method, called in one principal's name over one connection. Confined to its event loop. */
public final class Route {
  private final GrpcConnection connection;
  private final List<FieldTable.Field> fields;
  private byte[] block;
  private int generation = -1;

  Route(GrpcConnection connection, List<FieldTable.Field> fields) {
    this.connection = connection;
    this.fields = List.copyOf(fields);
  }

  /** Makes a call with one message. */
  public void call(byte[] message, CallListener listener) {
    GrpcCall call = new GrpcCall(this, listener);
    call.add(message);
    call.noMore();
    connection.send(call);
  }

  /** Begins a call whose messages follow. */
  public Stream stream(CallListener listener) {
    GrpcCall call = new GrpcCall(this, listener);
    connection.send(call);
    return new Stream(connection, call);
  }

  /** The encoded headers, to be sent at once. */
  byte[] block(FieldTable table) {
    int before = table.generation();
    if (generation == before) {
      return block;
    }
    byte[] encoded = table.encode(fields);
    if (table.generation() == before) {
      // It adds nothing to the table, so it may be sent again until something else does.
      block = encoded;
      generation = before;
    }
    return encoded;
  }

  /** The requests of a call under way. */
  public static final class Stream {
    private final GrpcConnection connection;
    private final GrpcCall call;

    private Stream(GrpcConnection connection, GrpcCall call) {
      this.connection = connection;
      this.call = call;
    }

    /** Sends one more; it waits here while the server's window is full. */
    public void send(byte[] message) {
      call.add(message);
      connection.more(call);
    }

    /** Says that no more follow. */
    public void halfClose() {
      call.noMore();
      connection.more(call);
    }
  }
}
