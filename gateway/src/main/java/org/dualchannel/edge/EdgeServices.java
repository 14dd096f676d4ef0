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
import org.dualchannel.enrolment.EnrolmentNotice;
import org.dualchannel.identity.Principals;
import org.dualchannel.ops.GatewayConfig;
import org.dualchannel.pipeline.Commands;
import org.dualchannel.report.Reports;
import org.dualchannel.v1.WatchEnrolmentNoticesResponse;
import org.dualchannel.v1.WatchOffersResponse;

/**
 * The services of {@code dualchannel.v1} over one node. Close it before the server, so that open
 * streams end with a status that tells clients to resume.
 */
public final class EdgeServices implements AutoCloseable {
  private final ScheduledExecutorService streamsThread;
  private final PushStreams<Offer, Notice, WatchOffersResponse> offers;
  private final PushStreams<
          EnrolmentNotice, EnrolmentNoticeBoard.Change, WatchEnrolmentNoticesResponse>
      notices;
  private final ReportThreads reportThreads;
  private final List<ServerServiceDefinition> definitions;

  /** Puts the services of a node without reports together. */
  public EdgeServices(
      Commands commands,
      View view,
      OfferBoard board,
      EnrolmentNoticeBoard enrolmentNotices,
      SupervisionBoard supervision,
      GatewayConfig config,
      LongSupplier nowMs,
      LongSupplier lastIndex,
      BooleanSupplier ready,
      Meter meter) {
    this(
        commands,
        view,
        board,
        enrolmentNotices,
        supervision,
        null,
        config,
        nowMs,
        lastIndex,
        ready,
        meter);
  }

  /**
   * Puts the services together.
   *
   * @param commands where commands go
   * @param view where reads look
   * @param board registered with the pipeline, so that it is told of every decision
   * @param enrolmentNotices registered with the pipeline too
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
      EnrolmentNoticeBoard enrolmentNotices,
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
            CodeForms.NATIONAL,
            meter,
            config.pipeline().defaultDeadlineMs());
    streamsThread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "push-streams");
              thread.setDaemon(true);
              return thread;
            });
    reportThreads = new ReportThreads(config.report().maxConcurrentReports());
    offers =
        new PushStreams<>(
            board.feed(), new OfferWording(), config.watch(), streamsThread, System::nanoTime);
    notices =
        new PushStreams<>(
            enrolmentNotices.feed(),
            new EnrolmentNoticeWording(),
            config.watch(),
            streamsThread,
            System::nanoTime);
    Principals principals = new Principals(config.grpc().developmentMode(), Errors::exception);
    Door door = new Door(commands::refusedForMs, streamsThread, meter);
    definitions =
        List.<BindableService>of(
                new PrescriptionCalls(gate, board)::definition,
                new DispensingCalls(gate, offers),
                new EnrolmentCalls(gate, notices),
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
                    ServerInterceptors.interceptForward(
                        Decoding.strict(service.bindService()), principals, door))
            .toList();
  }

  /** The services, each letting through only callers with a principal. */
  public List<ServerServiceDefinition> definitions() {
    return definitions;
  }

  /** Open push streams. */
  public int openStreams() {
    return offers.count() + notices.count();
  }

  /** Ends the open streams. */
  @Override
  public void close() {
    offers.close();
    notices.close();
    streamsThread.shutdown();
    reportThreads.close();
  }
}
