package org.dualchannel.edge;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.LocalizedMessage;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import org.dualchannel.rules.Category;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;

/** Says a refusal in the form that {@code errors.proto} promises. */
final class Errors {
  static final String DOMAIN = "dualchannel.org";
  static final String LOCALE = "zh-CN";

  /** Everything has to fit into the trailers of a call, of which clients take 8 KiB. */
  private static final int MAX_TEXT = 400;

  private static final int MAX_PATH = 120;

  private static final Duration RETRY_OVERLOADED =
      Duration.newBuilder().setNanos(50_000_000).build();
  private static final Duration RETRY_NOT_READY = Duration.newBuilder().setSeconds(1).build();

  private Errors() {}

  /** A refusal that was not decided. */
  static Status of(Rejection rejection) {
    return of(rejection, 0);
  }

  /**
   * A refusal.
   *
   * @param logIndex position of the refused command; 0 when it was not decided
   */
  static Status of(Rejection rejection, long logIndex) {
    return of(rejection, logIndex, code(rejection.reason().category()));
  }

  /** The deadline of the call has passed, and nothing was handed in. */
  static Status deadlineExceeded() {
    return of(Rejection.of(Reason.TIMED_OUT), 0, Code.DEADLINE_EXCEEDED);
  }

  static StatusRuntimeException exception(Status status) {
    return StatusProto.toStatusRuntimeException(status);
  }

  static StatusRuntimeException exception(Rejection rejection) {
    return exception(of(rejection));
  }

  private static Status of(Rejection rejection, long logIndex, Code code) {
    Status.Builder status =
        Status.newBuilder().setCode(code.value()).setMessage(cut(rejection.english(), MAX_TEXT));
    status.addDetails(info(rejection, logIndex));
    status.addDetails(
        Any.pack(
            LocalizedMessage.newBuilder()
                .setLocale(LOCALE)
                .setMessage(cut(rejection.chinese(), MAX_TEXT))
                .build()));
    if (!rejection.violations().isEmpty()) {
      status.addDetails(badRequest(rejection.violations()));
    }
    Message retry = retry(rejection.reason());
    if (retry != null) {
      status.addDetails(Any.pack(retry));
    }
    return status.build();
  }

  private static Any info(Rejection rejection, long logIndex) {
    ErrorInfo.Builder info =
        ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(rejection.reason().name());
    for (Rejection.Detail detail : rejection.details()) {
      info.putMetadata(detail.key(), cut(detail.value(), MAX_TEXT));
    }
    if (!rejection.reason().rules().isEmpty()) {
      info.putMetadata("rule_ids", String.join(",", rejection.reason().rules()));
    }
    if (logIndex > 0) {
      info.putMetadata("log_index", Long.toString(logIndex));
    }
    return Any.pack(info.build());
  }

  private static Any badRequest(List<Rejection.FieldViolation> violations) {
    BadRequest.Builder bad = BadRequest.newBuilder();
    int named = Math.min(violations.size(), FieldChecks.MAX_NAMED + 1);
    for (Rejection.FieldViolation each : violations.subList(0, named)) {
      bad.addFieldViolationsBuilder()
          .setField(cut(each.field(), MAX_PATH))
          .setDescription(cut(each.english(), MAX_PATH))
          .setLocalizedMessage(
              LocalizedMessage.newBuilder()
                  .setLocale(LOCALE)
                  .setMessage(cut(each.chinese(), MAX_PATH)));
    }
    return Any.pack(bad.build());
  }

  private static Message retry(Reason reason) {
    return switch (reason) {
      case OVERLOADED -> RetryInfo.newBuilder().setRetryDelay(RETRY_OVERLOADED).build();
      case NOT_READY -> RetryInfo.newBuilder().setRetryDelay(RETRY_NOT_READY).build();
      default -> null;
    };
  }

  /** The canonical code of a category, which has the same name. */
  static Code code(Category category) {
    return Code.valueOf(category.name());
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end) + '…';
  }
}
