package org.dualchannel.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * Connections to a server through which, from a moment on, nothing comes back: the machine of the
 * client hangs, while what it sent before still arrives. Buffers of the sockets are kept small.
 */
final class StallingPipe implements AutoCloseable {
  private static final int SMALL = 8 * 1024;

  private final ServerSocket listening = new ServerSocket();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final int target;
  private volatile boolean stalled;

  StallingPipe(int target) throws IOException {
    this.target = target;
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    begin(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** From now on nothing of what the server sends is read. */
  void stall() {
    stalled = true;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket();
        server.setReceiveBufferSize(SMALL);
        sockets.add(client);
        sockets.add(server);
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        begin(() -> pump(client, server, false));
        begin(() -> pump(server, client, true));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void pump(Socket from, Socket to, boolean stalls) {
    byte[] bytes = new byte[SMALL];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        if (stalls && stalled) {
          released.await();
        }
        out.write(bytes, 0, read);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // one of them is closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void begin(Runnable task) {
    Thread thread = new Thread(task, "stalling-pipe");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    released.countDown();
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
