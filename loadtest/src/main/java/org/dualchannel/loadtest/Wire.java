package org.dualchannel.loadtest;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads single fields out of encoded messages. */
final class Wire {
  private Wire() {}

  /**
   * The first length-delimited field of this number in a message, going down one message level for
   * each further number; empty when absent. For reading one id out of a response without building
   * its objects.
   */
  static byte[] field(byte[] message, int... path) {
    try {
      CodedInputStream input = CodedInputStream.newInstance(message);
      for (int i = 0; i < path.length; i++) {
        if (!seek(input, path[i])) {
          return new byte[0];
        }
        if (i < path.length - 1) {
          input.pushLimit(input.readRawVarint32());
        }
      }
      return input.readByteArray();
    } catch (InvalidProtocolBufferException malformed) {
      throw Status.INTERNAL
          .withDescription("response is not the message of the contract")
          .withCause(malformed)
          .asRuntimeException();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static boolean seek(CodedInputStream input, int number) throws IOException {
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == number
          && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        return true;
      }
      input.skipField(tag);
    }
    return false;
  }
}
