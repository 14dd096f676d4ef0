package org.dualchannel.cli.send;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.LocalizedMessage;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a failed call says.
 *
 * @param code gRPC status code
 * @param reason reason of docs/api.md; empty when the status carries none
 * @param message in English
 * @param chinese the same in Chinese; empty when the status carries none
 * @param rules ids of the rules behind it, separated by commas; empty for technical reasons
 * @param metadata all values that the reason names
 * @param violations offending fields of a malformed request
 */
public record RefusedCall(
    io.grpc.Status.Code code,
    String reason,
    String message,
    String chinese,
    String rules,
    Map<String, String> metadata,
    List<BadRequest.FieldViolation> violations) {

  public RefusedCall {
    metadata = Map.copyOf(metadata);
    violations = List.copyOf(violations);
  }

  /** Reads the details of a failed call. */
  public static RefusedCall of(StatusRuntimeException failure) {
    ErrorInfo info = ErrorInfo.getDefaultInstance();
    String chinese = "";
    List<BadRequest.FieldViolation> violations = new ArrayList<>();
    com.google.rpc.Status status = StatusProto.fromThrowable(failure);
    try {
      for (Any detail : status == null ? List.<Any>of() : status.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          info = detail.unpack(ErrorInfo.class);
        } else if (detail.is(LocalizedMessage.class)) {
          chinese = detail.unpack(LocalizedMessage.class).getMessage();
        } else if (detail.is(BadRequest.class)) {
          violations.addAll(detail.unpack(BadRequest.class).getFieldViolationsList());
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("details of a failed call: " + e.getMessage(), e);
    }
    String message = failure.getStatus().getDescription();
    return new RefusedCall(
        failure.getStatus().getCode(),
        info.getReason(),
        message == null ? "" : message,
        chinese,
        info.getMetadataOrDefault("rule_ids", ""),
        info.getMetadataMap(),
        violations);
  }

  /** On one line, such as {@code FAILED_PRECONDITION POLICY_MISSING: message [S2-30]}. */
  @Override
  public String toString() {
    return code
        + (reason.isEmpty() ? "" : " " + reason)
        + ": "
        + message
        + (rules.isEmpty() ? "" : " [" + rules + "]");
  }
}
