package org.dualchannel.loadtest;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import com.google.rpc.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.v1.StreamPrescriptionsResponse;
import org.dualchannel.v1.SubmitPrescriptionResponse;
import org.dualchannel.v1.SubmitResult;

/** What the answer to a batch says, read without building its objects. */
final class BatchReply {
  private final List<Status> refused = new ArrayList<>();
  private long sequence;
  private int results;
  private int accepted;
  private byte[] firstId;

  private BatchReply() {}

  /**
   * Reads the bytes of a StreamPrescriptionsResponse.
   *
   * @throws InvalidProtocolBufferException when they are none
   */
  static BatchReply parse(byte[] message) throws IOException {
    BatchReply reply = new BatchReply();
    CodedInputStream input = CodedInputStream.newInstance(message);
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case StreamPrescriptionsResponse.BATCH_SEQUENCE_FIELD_NUMBER ->
            reply.sequence = input.readInt64();
        case StreamPrescriptionsResponse.RESULTS_FIELD_NUMBER -> {
          int limit = input.pushLimit(input.readRawVarint32());
          reply.readResult(input);
          input.popLimit(limit);
        }
        default -> input.skipField(tag);
      }
    }
    return reply;
  }

  private void readResult(CodedInputStream input) throws IOException {
    results++;
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case SubmitResult.RESPONSE_FIELD_NUMBER -> {
          accepted++;
          if (results == 1) {
            firstId =
                Wire.field(
                    input.readByteArray(), SubmitPrescriptionResponse.PRESCRIPTION_ID_FIELD_NUMBER);
          } else {
            input.skipField(tag);
          }
        }
        case SubmitResult.ERROR_FIELD_NUMBER ->
            refused.add(Status.parseFrom(input.readByteArray()));
        default -> input.skipField(tag);
      }
    }
  }

  long sequence() {
    return sequence;
  }

  int results() {
    return results;
  }

  int accepted() {
    return accepted;
  }

  List<Status> refused() {
    return refused;
  }

  /** Id of the first prescription; null when it was not accepted. */
  byte[] firstId() {
    return firstId;
  }
}
