package org.dualchannel.log;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Contexts for logs of tests: small files and ports that are free. */
final class AeronLogs {

  private AeronLogs() {}

  static AeronLogContext context(Path dataDir) {
    return new AeronLogContext()
        .dataDir(dataDir)
        .segmentLength(AeronLogContext.TERM_LENGTH)
        .members(List.of(new LogMember("127.0.0.1", freePorts())));
  }

  /** First of {@link LogMember#PORTS} consecutive ports that nobody uses at this moment. */
  static int freePorts() {
    while (true) {
      int base = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      if (free(base)) {
        return base;
      }
    }
  }

  private static boolean free(int base) {
    for (int port = base; port < base + LogMember.PORTS; port++) {
      try (DatagramSocket socket = new DatagramSocket(null)) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      } catch (SocketException e) {
        return false;
      }
    }
    return true;
  }
}
