package org.dualchannel.loadtest;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/** What went wrong, counted by kind, with the words of the first of each. Safe for many threads. */
final class Failures {
  private static final int MOST_KINDS = 50;

  private final Map<String, Kind> kinds = new TreeMap<>();
  private long count;

  /** A call that ended otherwise than it should. */
  void add(Operation operation, Status status, Metadata trailers) {
    String kind = operation.label() + " " + status.getCode();
    String reason = reason(status, trailers);
    add(reason.isEmpty() ? kind : kind + " " + reason, String.valueOf(status.getDescription()));
  }

  /** Anything else that should not be, such as a wrong answer. */
  synchronized void add(String kind, String words) {
    add(kind, words, 1);
  }

  synchronized void add(String kind, String words, long times) {
    count += times;
    String key = kinds.size() < MOST_KINDS || kinds.containsKey(kind) ? kind : "others";
    kinds.computeIfAbsent(key, any -> new Kind(words)).count += times;
  }

  synchronized long count() {
    return count;
  }

  synchronized void print(PrintWriter out) {
    kinds.forEach(
        (name, kind) ->
            out.printf("  %,9d × %s%n              first: %s%n", kind.count, name, kind.first));
  }

  /** The reason of the ErrorInfo; empty when there is none. */
  private static String reason(Status status, Metadata trailers) {
    com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, trailers);
    for (Any detail : details.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return detail.unpack(ErrorInfo.class).getReason();
        } catch (InvalidProtocolBufferException malformed) {
          return "(malformed ErrorInfo)";
        }
      }
    }
    return "";
  }

  private static final class Kind {
    private final String first;
    private long count;

    Kind(String first) {
      this.first = first;
    }
  }
}
