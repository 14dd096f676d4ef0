package org.dualchannel.loadtest.h2;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.collection.LongObjectHashMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Reads the headers and trailers of answers. Those of calls that end well are the same few bytes
 * each time, each a reference to a table, and are recognised without being decoded again.
 */
final class Replies {
  /** Headers before the first message: they say nothing about the end. */
  static final Status GOES_ON = Status.newBuilder().setCode(-1).build();

  private static final int LARGEST_HEADERS = 1 << 20;
  private static final int MOST_REMEMBERED_BYTES = 7;

  private final DefaultHttp2HeadersDecoder decoder =
      new DefaultHttp2HeadersDecoder(false, LARGEST_HEADERS);
  private final LongObjectHashMap<Status> known = new LongObjectHashMap<>();

  /**
   * What a block says: {@link #GOES_ON} or how the call ended.
   *
   * @throws Http2Exception when it cannot be decoded; the connection is then of no more use
   */
  Status read(int stream, ByteBuf block) throws Http2Exception {
    long key = referencesOnly(block);
    Status status = key == 0 ? null : known.get(key);
    if (status != null) {
      return status;
    }
    status = meaning(decoder.decodeHeaders(stream, block));
    if (key != 0) {
      known.put(key, status);
    } else {
      // It may have added to the table, and every reference means something else from now on.
      known.clear();
    }
    return status;
  }

  /** The bytes as a number when each is a reference to the table; otherwise 0. */
  private static long referencesOnly(ByteBuf block) {
    int length = block.readableBytes();
    if (length == 0 || length > MOST_REMEMBERED_BYTES) {
      return 0;
    }
    long key = length;
    for (int i = 0; i < length; i++) {
      int octet = block.getUnsignedByte(block.readerIndex() + i);
      if (octet <= 0x80 || octet == 0xFF) {
        return 0;
      }
      key = key << 8 | octet;
    }
    return key;
  }

  private static Status meaning(Http2Headers headers) {
    CharSequence code = headers.get("grpc-status");
    if (code == null) {
      CharSequence http = headers.status();
      return http == null || http.toString().equals("200")
          ? GOES_ON
          : failed(Code.UNKNOWN_VALUE, "HTTP status " + http);
    }
    CharSequence details = headers.get("grpc-status-details-bin");
    if (details != null) {
      try {
        return Status.parseFrom(Base64.getDecoder().decode(details.toString()));
      } catch (InvalidProtocolBufferException | IllegalArgumentException malformed) {
        return failed(Code.INTERNAL_VALUE, "malformed status details");
      }
    }
    CharSequence message = headers.get("grpc-message");
    return failed(Integer.parseInt(code.toString()), message == null ? "" : text(message));
  }

  private static String text(CharSequence percentEncoded) {
    try {
      return URLDecoder.decode(
          percentEncoded.toString().replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return percentEncoded.toString();
    }
  }

  static Status failed(int code, String message) {
    return Status.newBuilder().setCode(code).setMessage(message).build();
  }
}
