package org.dualchannel.edge;

import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.dualchannel.decide.View;
import org.dualchannel.identity.Principals;
import org.dualchannel.ops.GatewayConfig;
import org.dualchannel.pipeline.Commands;
import org.dualchannel.report.Reports;

/**
 * The services of {@code dualchannel.v1} over one node. Close it before the server, so that open
 * streams end with a status that tells clients to resume.
 */
public final class EdgeServices implements AutoCloseable {
  private final ScheduledExecutorService streamsThread;
  private final OfferStreams offers;
  private final ReportThreads reportThreads;
  private final List<ServerServiceDefinition> definitions;

  /** Puts the services of a node without reports together. */
  public EdgeServices(
      Commands commands,
      View view,
      OfferBoard board,
      SupervisionBoard supervision,
      GatewayConfig config,
      LongSupplier nowMs,
      LongSupplier lastIndex,
      BooleanSupplier ready,
      Meter meter) {
    this(commands, view, board, supervision, null, config, nowMs, lastIndex, ready, meter);
  }

  /**
   * Puts the services together.
   *
   * @param commands where commands go
   * @param view where reads look
   * @param board registered with the pipeline, so that it is told of every decision
   * @param supervision registered with the pipeline too
   * @param reports the reports; null when the node keeps none
   * @param nowMs the present time; only reads and quotes look at it
   * @param lastIndex position of the last record decided here
   * @param ready whether the node has caught up and acknowledges; reads are refused before
   */
  public EdgeServices(
      Commands commands,
      View view,
      OfferBoard board,
      SupervisionBoard supervision,
      Reports reports,
      GatewayConfig config,
      LongSupplier nowMs,
      LongSupplier lastIndex,
      BooleanSupplier ready,
      Meter meter) {
    Gate gate =
        new Gate(
            new Gate.Node(commands, view, nowMs, lastIndex, ready),
            CodePatterns.NATIONAL,
            meter,
            config.pipeline().defaultDeadlineMs());
    streamsThread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "offer-streams");
              thread.setDaemon(true);
              return thread;
            });
    reportThreads = new ReportThreads(config.report().maxConcurrentReports());
    offers = new OfferStreams(board, config.watch(), streamsThread, System::nanoTime);
    Principals principals = new Principals(config.grpc().developmentMode(), Errors::exception);
    definitions =
        List.<BindableService>of(
                new PrescriptionCalls(gate, board),
                new DispensingCalls(gate, offers),
                new EnrolmentCalls(gate),
                new RegistryCalls(gate),
                new CatalogueCalls(gate),
                new PolicyCalls(gate),
                new SupplyCalls(gate),
                new ClaimCalls(gate),
                new SupervisionCalls(gate, supervision),
                new ReportCalls(gate, reports, reportThreads))
            .stream()
            .map(
                service ->
                    ServerInterceptors.intercept(
                        Decoding.strict(service.bindService()), principals))
            .toList();
  }

  /** The services, each letting through only callers with a principal. */
  public List<ServerServiceDefinition> definitions() {
    return definitions;
  }

  /** Open streams of WatchOffers. */
  public int openStreams() {
    return offers.count();
  }

  /** Ends the open streams. */
  @Override
  public void close() {
    offers.close();
    streamsThread.shutdown();
    reportThreads.close();
  }
}
