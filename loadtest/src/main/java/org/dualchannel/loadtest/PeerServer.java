package org.dualchannel.loadtest;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.dualchannel.v1.PrescriptionServiceGrpc;
import org.dualchannel.v1.StreamPrescriptionsRequest;
import org.dualchannel.v1.StreamPrescriptionsResponse;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.dualchannel.v1.SubmitPrescriptionResponse;
import org.dualchannel.v1.SubmitResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The same calls as they are usually built: gRPC, a pool of connections, a database. Each call is
 * one stored function, so one round trip and one transaction.
 */
@Command(
    name = "peer-server",
    hidden = true,
    description = "Serves submits out of a PostgreSQL on a loopback port until it is stopped.")
final class PeerServer implements Callable<Integer> {
  @Option(names = "--port", required = true, paramLabel = "PORT", description = "Port.")
  private int port;

  @Option(names = "--url", required = true, paramLabel = "URL", description = "The database.")
  private String url;

  @Option(names = "--pool", required = true, paramLabel = "N", description = "Its connections.")
  private int pool;

  private static final Logger POOL_LOG = Logger.getLogger("com.zaxxer.hikari");

  @Override
  public Integer call() throws IOException, InterruptedException {
    POOL_LOG.setLevel(Level.WARNING);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(pool);
    config.setMinimumIdle(pool);
    config.setAutoCommit(true);
    // Prepared at the server from the first use on.
    config.addDataSourceProperty("prepareThreshold", 1);
    config.addDataSourceProperty("binaryTransfer", true);
    try (HikariDataSource source = new HikariDataSource(config)) {
      // As many threads as connections: none waits for a connection.
      ExecutorService threads = Executors.newFixedThreadPool(pool, PeerServer::daemon);
      NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
          .executor(threads)
          .maxConcurrentCallsPerConnection(1_000)
          .addService(new Submits(new PeerSubmission(source), threads))
          .build()
          .start()
          .awaitTermination();
    }
    return ModeCommand.OK;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "peer");
    thread.setDaemon(true);
    return thread;
  }

  private static StatusRuntimeException internal(Throwable broken) {
    return Status.INTERNAL.withDescription(broken.toString()).asRuntimeException();
  }

  private static final class Submits extends PrescriptionServiceGrpc.PrescriptionServiceImplBase {
    private final PeerSubmission submission;
    private final ExecutorService threads;

    Submits(PeerSubmission submission, ExecutorService threads) {
      this.submission = submission;
      this.threads = threads;
    }

    @Override
    public void submitPrescription(
        SubmitPrescriptionRequest request, StreamObserver<SubmitPrescriptionResponse> observer) {
      try {
        SubmitResult result = submission.submit(request);
        if (result.hasResponse()) {
          observer.onNext(result.getResponse());
          observer.onCompleted();
        } else {
          observer.onError(StatusProto.toStatusException(result.getError()));
        }
      } catch (SQLException broken) {
        observer.onError(internal(broken));
      }
    }

    @Override
    public StreamObserver<StreamPrescriptionsRequest> streamPrescriptions(
        StreamObserver<StreamPrescriptionsResponse> observer) {
      return new Batches(observer);
    }

    /** Several batches of a stream are under way; they are answered in their order. */
    private final class Batches implements StreamObserver<StreamPrescriptionsRequest> {
      private final StreamObserver<StreamPrescriptionsResponse> out;
      private final ArrayDeque<CompletableFuture<StreamPrescriptionsResponse>> underWay =
          new ArrayDeque<>();
      private boolean clientDone;
      private boolean ended;

      Batches(StreamObserver<StreamPrescriptionsResponse> out) {
        this.out = out;
      }

      @Override
      public void onNext(StreamPrescriptionsRequest batch) {
        CompletableFuture<StreamPrescriptionsResponse> answer =
            CompletableFuture.supplyAsync(() -> decide(batch), threads);
        synchronized (this) {
          underWay.add(answer);
        }
        var unused = answer.whenComplete((response, broken) -> emit());
      }

      private StreamPrescriptionsResponse decide(StreamPrescriptionsRequest batch) {
        try {
          List<SubmitResult> results = submission.submit(batch.getRequestsList());
          return StreamPrescriptionsResponse.newBuilder()
              .setBatchSequence(batch.getBatchSequence())
              .addAllResults(results)
              .build();
        } catch (SQLException broken) {
          throw new IllegalStateException(broken);
        }
      }

      private synchronized void emit() {
        while (!ended && !underWay.isEmpty() && underWay.peek().isDone()) {
          try {
            out.onNext(underWay.remove().join());
          } catch (RuntimeException broken) {
            ended = true;
            out.onError(internal(broken));
          }
        }
        if (clientDone && !ended && underWay.isEmpty()) {
          ended = true;
          out.onCompleted();
        }
      }

      @Override
      public synchronized void onError(Throwable broken) {
        ended = true;
      }

      @Override
      public synchronized void onCompleted() {
        clientDone = true;
        emit();
      }
    }
  }
}
