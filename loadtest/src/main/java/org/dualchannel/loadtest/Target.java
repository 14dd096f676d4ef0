package org.dualchannel.loadtest;

/**
 * Where the gateway listens.
 *
 * @param host name or address
 * @param port 1 to 65,535
 */
record Target(String host, int port) {
  /**
   * Reads {@code host:port}, with the host in brackets when it is an IPv6 address.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Target parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("'" + text + "' is not of the form host:port");
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port " + port + " is not within 1 to 65535");
      }
      return new Target(host, port);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("'" + text + "' is not of the form host:port", notANumber);
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
