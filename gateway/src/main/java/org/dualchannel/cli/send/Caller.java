package org.dualchannel.cli.send;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;

/** Names the caller of a development-mode gateway. */
public final class Caller {
  private static final Metadata.Key<String> PRINCIPAL =
      Metadata.Key.of("x-dualchannel-principal", Metadata.ASCII_STRING_MARSHALLER);

  private Caller() {}

  public static Channel bureau(Channel channel, String area) {
    return named(channel, "bureau/" + area);
  }

  /** A pharmacy, or a hospital, by its code. */
  public static Channel place(Channel channel, String code) {
    return named(channel, (code.startsWith("H") ? "hospital/" : "pharmacy/") + code);
  }

  private static Channel named(Channel channel, String principal) {
    Metadata metadata = new Metadata();
    metadata.put(PRINCIPAL, principal);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
  }
}
