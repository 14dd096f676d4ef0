package org.dualchannel.log;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for members of a cluster. Those of several members are chosen before any of them is bound,
 * so none is given out twice: chosen at random, two of three members once got ranges that overlap.
 */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000; // above it systems lend ports to outgoing connections
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(LAST - FIRST));

  private FreePorts() {}

  /** First of {@link LogMember#PORTS} consecutive ports that nobody uses at this moment. */
  public static int next() {
    while (true) {
      int range = Math.floorMod(NEXT.getAndIncrement(), (LAST - FIRST) / LogMember.PORTS);
      int base = FIRST + range * LogMember.PORTS;
      if (free(base)) {
        return base;
      }
    }
  }

  private static boolean free(int base) {
    for (int port = base; port < base + LogMember.PORTS; port++) {
      try (DatagramSocket socket = new DatagramSocket(null)) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
