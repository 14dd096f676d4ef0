package org.dualchannel.cli;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports of the loopback address that nobody uses at the moment. */
final class FreePorts {
  /** Below the range from which systems take ports for outgoing connections. */
  private static final int FIRST = 20_100;

  private static final int LAST = 32_000;
  private static final int TRIES = 200;

  private FreePorts() {}

  /**
   * The first of so many successive ports.
   *
   * @throws IOException when none were found
   */
  static int run(int count) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int first = ThreadLocalRandom.current().nextInt(FIRST, LAST - count);
      if (free(first, count)) {
        return first;
      }
    }
    throw new IOException("found no " + count + " free ports in a row");
  }

  private static boolean free(int first, int count) {
    for (int port = first; port < first + count; port++) {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      try (ServerSocket tcp = new ServerSocket();
          DatagramSocket udp = new DatagramSocket(address)) {
        tcp.bind(address);
        if (udp.isClosed()) {
          return false;
        }
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }
}
