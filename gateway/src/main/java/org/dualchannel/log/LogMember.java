package org.dualchannel.log;

/**
 * Where one member of the cluster is reached. It uses {@link #PORTS} UDP ports from {@code
 * basePort} on: ingress, consensus, log, catch-up, archive.
 *
 * @param host name or address that the other members reach it by
 * @param basePort first of its ports, 1 to 65531
 */
public record LogMember(String host, int basePort) {

  /** Consecutive ports that a member takes. */
  public static final int PORTS = 5;

  public LogMember {
    if (host == null || host.isBlank() || host.matches(".*[,|?\\s].*")) {
      throw new IllegalArgumentException("not a host: '" + host + "'");
    }
    if (basePort < 1 || basePort > 65_536 - PORTS) {
      throw new IllegalArgumentException(
          "the first of " + PORTS + " ports cannot be " + basePort + " (host " + host + ")");
    }
  }

  /** Reads {@code host:port}. */
  public static LogMember parse(String endpoint) {
    int colon = endpoint.lastIndexOf(':');
    try {
      return new LogMember(
          endpoint.substring(0, Math.max(colon, 0)),
          Integer.parseInt(endpoint.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not host:port: '" + endpoint + "'", e);
    }
  }

  String ingress() {
    return endpoint(0);
  }

  String archive() {
    return endpoint(4);
  }

  /** Ingress, consensus, log, catch-up and archive endpoints, as Aeron lists them. */
  String endpoints() {
    return String.join(",", ingress(), endpoint(1), endpoint(2), endpoint(3), archive());
  }

  private String endpoint(int port) {
    return host + ':' + (basePort + port);
  }
}
