package org.dualchannel.loadtest;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What went wrong, counted by kind, with the words of the first of each. Safe for many threads. */
final class Failures {
  /** The generator had too many unanswered calls. */
  static final String NOT_SENT = "not sent";

  /** A call was not answered soon after the last one was made. */
  static final String NO_ANSWER = "no answer";

  /** The reason of a gateway that has too much to do; a full table has the same code. */
  static final String OVERLOADED = "OVERLOADED";

  private static final int MOST_KINDS = 50;

  private final Map<String, Kind> kinds = new TreeMap<>();
  private long count;

  /** A call, or an item of a batch, that ended otherwise than it should. */
  void add(Operation operation, com.google.rpc.Status status) {
    String kind = operation.label() + " " + Status.fromCodeValue(status.getCode()).getCode();
    String reason = reason(status);
    add(reason.isEmpty() ? kind : kind + " " + reason, status.getMessage());
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

  /** Takes over those of another count, but for kinds that are expected. */
  void addAllBut(Failures others, Predicate<String> expected) {
    others
        .copy()
        .forEach(
            (name, kind) -> {
              if (!expected.test(name)) {
                add(name, kind.first, kind.count);
              }
            });
  }

  /**
   * Leaves out what was refused for having too much to do: what a gateway refuses whose code is
   * still being compiled is no mistake.
   *
   * @return how many were left out
   */
  synchronized long forgetOverloads() {
    Predicate<String> overload = kind -> kind.endsWith(" " + OVERLOADED);
    long forgotten = 0;
    for (Map.Entry<String, Kind> each : kinds.entrySet()) {
      forgotten += overload.test(each.getKey()) ? each.getValue().count : 0;
    }
    kinds.keySet().removeIf(overload);
    count -= forgotten;
    return forgotten;
  }

  private synchronized Map<String, Kind> copy() {
    return new TreeMap<>(kinds);
  }

  /** Whether a kind says that there was too much to do. */
  static boolean ofOverload(String kind) {
    return kind.contains(Status.Code.RESOURCE_EXHAUSTED.name())
        || kind.equals(NOT_SENT)
        || kind.equals(NO_ANSWER);
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
  static String reason(com.google.rpc.Status status) {
    for (Any detail : status.getDetailsList()) {
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
