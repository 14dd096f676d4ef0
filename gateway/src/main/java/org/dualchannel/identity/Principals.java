package org.dualchannel.identity;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;

/**
 * Lets no call through without a principal.
 *
 * <p><b>Development mode only:</b> the header {@code x-dualchannel-principal} names the caller,
 * such as {@code pharmacy/P12010000001}, and is believed when the call comes from a loopback
 * address. There is no other source of identity yet, so outside development mode every call is
 * refused.
 */
public final class Principals implements ServerInterceptor {
  /** The header of development mode. */
  public static final Metadata.Key<String> DEVELOPMENT_HEADER =
      Metadata.Key.of("x-dualchannel-principal", Metadata.ASCII_STRING_MARSHALLER);

  private static final Context.Key<Principal> CALLER = Context.key("dualchannel-principal");
  private static final Pattern HOSPITAL = Pattern.compile("H[0-9]{11}");
  private static final Pattern PHARMACY = Pattern.compile("P[0-9]{11}");
  private static final Pattern PHYSICIAN = Pattern.compile("D[0-9]{12}");
  private static final Pattern PHARMACIST = Pattern.compile("Y[0-9]{12}");
  private static final Pattern PERSON =
      Pattern.compile("(?![HPDY][0-9]{11,12}$)[0-9A-Za-z-]{1,30}");
  private static final Pattern AREA = Pattern.compile("[0-9]{6}");

  private final boolean developmentMode;
  private final Function<Rejection, StatusRuntimeException> refusal;

  /**
   * An interceptor for services that need a caller.
   *
   * @param developmentMode whether the header is believed, on loopback
   * @param refusal how a refusal is told to the caller
   */
  public Principals(boolean developmentMode, Function<Rejection, StatusRuntimeException> refusal) {
    this.developmentMode = developmentMode;
    this.refusal = refusal;
  }

  /** The caller of the current gRPC call; null outside one. */
  public static Principal current() {
    return CALLER.get();
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Principal caller = caller(call, headers);
    if (caller == null) {
      StatusRuntimeException refused = refusal.apply(Rejection.of(Reason.PRINCIPAL_MISSING));
      call.close(refused.getStatus(), refused.getTrailers());
      return new ServerCall.Listener<>() {};
    }
    return Contexts.interceptCall(Context.current().withValue(CALLER, caller), call, headers, next);
  }

  private Principal caller(ServerCall<?, ?> call, Metadata headers) {
    SocketAddress peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return developmentMode && isLoopback(peer) ? parse(headers.get(DEVELOPMENT_HEADER)) : null;
  }

  static boolean isLoopback(SocketAddress peer) {
    return peer instanceof InetSocketAddress inet
        && inet.getAddress() != null
        && inet.getAddress().isLoopbackAddress();
  }

  /** The principal of that name; null when it is not one, or one that only the gateway has. */
  static Principal parse(String name) {
    int slash = name == null ? -1 : name.indexOf('/');
    if (slash < 0) {
      return null;
    }
    String code = name.substring(slash + 1);
    return switch (name.substring(0, slash)) {
      case "hospital" -> named(Role.HOSPITAL, HOSPITAL, code);
      case "pharmacy" -> named(Role.PHARMACY, PHARMACY, code);
      case "bureau" -> named(Role.BUREAU, AREA, code);
      case "health-commission" -> named(Role.HEALTH_COMMISSION, AREA, code);
      case "district" -> named(Role.DISTRICT, AREA, code);
      case "agency" -> named(Role.AGENCY, AREA, code);
      case "platform" -> named(Role.PROCUREMENT_PLATFORM, AREA, code);
      case "physician" -> named(Role.PHYSICIAN, PHYSICIAN, code);
      case "pharmacist" -> named(Role.PHARMACIST, PHARMACIST, code);
      case "patient" -> named(Role.PATIENT, PERSON, code);
      default -> null;
    };
  }

  private static Principal named(Role role, Pattern form, String code) {
    return form.matcher(code).matches() ? new Principal(role, code) : null;
  }
}
