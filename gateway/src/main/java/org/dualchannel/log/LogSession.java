package org.dualchannel.log;

import io.aeron.Aeron;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.logbuffer.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The appender's session with the leader. Belongs to the appender thread: the cluster client is not
 * thread-safe, and one whose egress nobody polls loses its session.
 *
 * <p>A client does not survive the loss of its session, so a new one is made, without blocking and
 * with a pause between attempts.
 */
final class LogSession implements EgressListener, AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(LogSession.class);
  private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(1);
  private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(100);

  private final AeronLogContext ctx;
  private final AppenderIdentity identity;
  private final FailStop failStop;
  private final Aeron aeron;
  private AeronCluster.AsyncConnect connecting;
  private AeronCluster client;
  private long keepAliveAtNs;
  private long retryAtNs = System.nanoTime();
  private volatile boolean connected;
  private final AtomicLong lost = new AtomicLong();
  private long way;

  LogSession(AeronLogContext ctx, AppenderIdentity identity, FailStop failStop) {
    this.ctx = ctx;
    this.identity = identity;
    this.failStop = failStop;
    this.aeron = AeronNode.client(ctx, failStop);
  }

  boolean offer(DirectBuffer buffer, int offset, int length) {
    if (client == null) {
      return false;
    }
    return client.offer(buffer, offset, length) > 0;
  }

  int poll() {
    int work = aeron.conductorAgentInvoker().invoke();
    if (aeron.isClosed()) {
      failStop.fail("the appender's client was closed by its driver");
      return work;
    }
    long nowNs = System.nanoTime();
    if (client != null) {
      return work + pollClient(nowNs);
    }
    return work + pollConnect(nowNs);
  }

  private int pollClient(long nowNs) {
    int work = client.pollEgress();
    if (client.isClosed()) {
      lose("closed");
      return work + 1;
    }
    if (nowNs - keepAliveAtNs >= 0) {
      client.sendKeepAlive();
      keepAliveAtNs = nowNs + KEEP_ALIVE_NS;
      work++;
    }
    return work;
  }

  private int pollConnect(long nowNs) {
    try {
      if (connecting == null) {
        if (nowNs - retryAtNs < 0) {
          return 0;
        }
        connecting = AeronCluster.asyncConnect(clientContext());
      }
      client = connecting.poll();
      if (client != null) {
        connecting = null;
        connected = true;
        way++;
        keepAliveAtNs = nowNs + KEEP_ALIVE_NS;
        return 1;
      }
    } catch (RuntimeException e) {
      LOGGER.info("no session with a leader yet: {}", e.getMessage());
      CloseHelper.quietClose(connecting);
      connecting = null;
      retryAtNs = nowNs + RETRY_NS;
    }
    return 0;
  }

  private AeronCluster.Context clientContext() {
    String term = "?term-length=" + AeronLogContext.TERM_LENGTH;
    AeronCluster.Context context =
        new AeronCluster.Context()
            .aeron(aeron)
            .ownsAeronClient(false)
            .egressListener(this)
            .credentialsSupplier(identity)
            .messageTimeoutNs(ctx.sessionTimeoutNs())
            .errorHandler(failStop);
    if (ctx.members().size() == 1) {
      return context.ingressChannel("aeron:ipc" + term).egressChannel("aeron:ipc");
    }
    return context
        .ingressChannel("aeron:udp" + term + AeronNode.bound(ctx))
        .ingressEndpoints(ingressEndpoints())
        .egressChannel("aeron:udp?endpoint=" + ctx.self().host() + ":0");
  }

  private String ingressEndpoints() {
    List<String> endpoints = new ArrayList<>();
    for (int id = 0; id < ctx.members().size(); id++) {
      endpoints.add(id + "=" + ctx.members().get(id).ingress());
    }
    return String.join(",", endpoints);
  }

  private void lose(String why) {
    LOGGER.warn("the session with the leader is lost: {}", why);
    CloseHelper.quietClose(client);
    client = null;
    connected = false;
    lost.incrementAndGet();
    retryAtNs = System.nanoTime();
  }

  @Override
  public void onMessage(
      long clusterSessionId,
      long timestamp,
      DirectBuffer buffer,
      int offset,
      int length,
      Header header) {
    // the log answers nobody: each node replies from its own decisions
  }

  /** What was offered to the leader before is lost, unless that one had made it durable. */
  @Override
  public void onNewLeader(
      long clusterSessionId, long leadershipTermId, int leaderMemberId, String ingressEndpoints) {
    LOGGER.info("member {} leads term {}", leaderMemberId, leadershipTermId);
    way++;
  }

  /** Another number after each new session and each new leader; for the appender thread. */
  long way() {
    return way;
  }

  boolean connected() {
    return connected;
  }

  long lost() {
    return lost.get();
  }

  @Override
  public void close() {
    connected = false;
    CloseHelper.quietCloseAll(connecting, client, aeron);
  }
}
