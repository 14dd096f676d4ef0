package org.dualchannel.loadtest;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Looks for loopback ports that nobody uses at this moment. */
final class LoopbackPorts {
  /** Below the range from which systems lend ports to outgoing connections. */
  private static final int FIRST = 12_000;

  private static final int LAST = 32_000;
  private static final int TRIES = 200;

  private LoopbackPorts() {}

  /**
   * The first of so many successive ports that are free for TCP and UDP.
   *
   * @throws IOException when none were found
   */
  static int freeRun(int count) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int first = ThreadLocalRandom.current().nextInt(FIRST, LAST - count);
      if (free(first, count)) {
        return first;
      }
    }
    throw new IOException("found no " + count + " free loopback ports");
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
