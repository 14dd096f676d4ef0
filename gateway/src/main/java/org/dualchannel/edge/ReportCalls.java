package org.dualchannel.edge;

import com.google.protobuf.ByteString;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dualchannel.identity.Principals;
import org.dualchannel.registry.Principal;
import org.dualchannel.report.Report;
import org.dualchannel.report.ReportExport;
import org.dualchannel.report.ReportPage;
import org.dualchannel.report.ReportQuery;
import org.dualchannel.report.Reports;
import org.dualchannel.report.ReportsUnavailableException;
import org.dualchannel.rules.Reason;
import org.dualchannel.v1.*;

/**
 * ReportService: reads of the report store. They run on threads of their own, so that a report of
 * seconds holds no prescription up.
 */
final class ReportCalls extends ReportServiceGrpc.ReportServiceImplBase {
  private static final int PIECE_BYTES = 64 * 1024;

  private final Gate gate;
  private final Reports reports;
  private final ReportThreads threads;

  /** Without {@code reports} every call is refused. */
  ReportCalls(Gate gate, Reports reports, ReportThreads threads) {
    this.gate = gate;
    this.reports = reports;
    this.threads = threads;
  }

  @Override
  public void listMonthlyUse(
      ListMonthlyUseRequest request, StreamObserver<ListMonthlyUseResponse> out) {
    list(
        out,
        new Asked(
            "ListMonthlyUse",
            Report.MONTHLY_USE,
            request.getFilter(),
            request.getPageSize(),
            request.getPageToken()),
        (rows, page) -> {
          ListMonthlyUseResponse.Builder response = ListMonthlyUseResponse.newBuilder();
          rows.each((values) -> rows.fill(response.addMonthlyUsesBuilder(), values));
          return response
              .setNextPageToken(rows.nextToken())
              .setAsOfLogIndex(page.asOfIndex())
              .build();
        });
  }

  @Override
  public void listStockRates(
      ListStockRatesRequest request, StreamObserver<ListStockRatesResponse> out) {
    list(
        out,
        new Asked(
            "ListStockRates",
            Report.STOCK_RATE,
            request.getFilter(),
            request.getPageSize(),
            request.getPageToken()),
        (rows, page) -> {
          ListStockRatesResponse.Builder response = ListStockRatesResponse.newBuilder();
          rows.each((values) -> rows.fill(response.addStockRatesBuilder(), values));
          return response
              .setNextPageToken(rows.nextToken())
              .setAsOfLogIndex(page.asOfIndex())
              .build();
        });
  }

  @Override
  public void listPublicPharmacies(
      ListPublicPharmaciesRequest request, StreamObserver<ListPublicPharmaciesResponse> out) {
    list(
        out,
        new Asked(
            "ListPublicPharmacies",
            Report.PUBLIC_PHARMACIES,
            request.getFilter(),
            request.getPageSize(),
            request.getPageToken()),
        (rows, page) -> {
          ListPublicPharmaciesResponse.Builder response = ListPublicPharmaciesResponse.newBuilder();
          rows.each((values) -> rows.fill(response.addPublicPharmaciesBuilder(), values));
          return response
              .setNextPageToken(rows.nextToken())
              .setAsOfLogIndex(page.asOfIndex())
              .build();
        });
  }

  @Override
  public void listScoreInputs(
      ListScoreInputsRequest request, StreamObserver<ListScoreInputsResponse> out) {
    list(
        out,
        new Asked(
            "ListScoreInputs",
            Report.SCORE_INPUTS,
            request.getFilter(),
            request.getPageSize(),
            request.getPageToken()),
        (rows, page) -> {
          ListScoreInputsResponse.Builder response = ListScoreInputsResponse.newBuilder();
          rows.each((values) -> rows.fill(response.addScoreInputsBuilder(), values));
          return response
              .setNextPageToken(rows.nextToken())
              .setAsOfLogIndex(page.asOfIndex())
              .build();
        });
  }

  @Override
  public void listDrugCosts(
      ListDrugCostsRequest request, StreamObserver<ListDrugCostsResponse> out) {
    list(
        out,
        new Asked(
            "ListDrugCosts",
            Report.DRUG_COSTS,
            request.getFilter(),
            request.getPageSize(),
            request.getPageToken()),
        (rows, page) -> {
          ListDrugCostsResponse.Builder response = ListDrugCostsResponse.newBuilder();
          rows.each((values) -> rows.fill(response.addDrugCostsBuilder(), values));
          return response
              .setNextPageToken(rows.nextToken())
              .setAsOfLogIndex(page.asOfIndex())
              .build();
        });
  }

  @Override
  public void listRefusals(ListRefusalsRequest request, StreamObserver<ListRefusalsResponse> out) {
    list(
        out,
        new Asked(
            "ListRefusals",
            Report.REFUSALS,
            request.getFilter(),
            request.getPageSize(),
            request.getPageToken()),
        (rows, page) -> {
          ListRefusalsResponse.Builder response = ListRefusalsResponse.newBuilder();
          rows.each((values) -> rows.fill(response.addRefusalCountsBuilder(), values));
          return response
              .setNextPageToken(rows.nextToken())
              .setAsOfLogIndex(page.asOfIndex())
              .build();
        });
  }

  @Override
  public void exportReport(
      ExportReportRequest request, StreamObserver<ExportReportResponse> observer) {
    ServerCallStreamObserver<ExportReportResponse> out =
        (ServerCallStreamObserver<ExportReportResponse>) observer;
    Semaphore readable = new Semaphore(0);
    Call<ExportReportResponse> call = new Call<>(out, "ExportReport", gate.meter);
    out.setOnReadyHandler(readable::release);
    out.setOnCancelHandler(readable::release);
    call.run(
        () -> {
          Report report = ReportChecks.report(request.getReport());
          gate.check(
              checks -> {
                checks.chosen("report", request.getReport());
                checks.chosen("format", request.getFormat());
                ReportChecks.filter(checks, report, request.hasFilter(), request.getFilter());
              });
          ReportQuery query = query(report, request.getFilter(), Principals.current());
          later(call, () -> export(request.getFormat(), report, query, out, readable));
        });
  }

  private void export(
      ReportFormat format,
      Report report,
      ReportQuery query,
      ServerCallStreamObserver<ExportReportResponse> out,
      Semaphore readable) {
    Path file = null;
    try {
      file = Files.createTempFile("report-", ".tmp");
      ReportExport.Format wanted =
          format == ReportFormat.REPORT_FORMAT_CSV
              ? ReportExport.Format.CSV
              : ReportExport.Format.PARQUET;
      long asOf = new ReportExport(reports).write(report, query, wanted, file);
      try (InputStream in = Files.newInputStream(file)) {
        byte[] piece = in.readNBytes(PIECE_BYTES);
        do {
          while (!out.isReady() && !out.isCancelled()) {
            readable.tryAcquire(1, TimeUnit.SECONDS);
          }
          if (out.isCancelled()) {
            return;
          }
          out.onNext(
              ExportReportResponse.newBuilder()
                  .setContent(ByteString.copyFrom(piece))
                  .setAsOfLogIndex(asOf)
                  .build());
          piece = in.readNBytes(PIECE_BYTES);
        } while (piece.length > 0);
      }
      out.onCompleted();
    } catch (ReportsUnavailableException e) {
      throw Refused.of(Reason.REPORTS_UNAVAILABLE, "cause", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refused.of(Reason.REPORTS_UNAVAILABLE, "cause", "shutting down");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(file);
    }
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a list is asked for. */
  private record Asked(
      String method, Report report, ReportFilter filter, int pageSize, String pageToken) {}

  /** Makes the response of a page. */
  private interface Response<A> {
    A of(ReportRows rows, ReportPage page);
  }

  private <A> void list(StreamObserver<A> out, Asked asked, Response<A> response) {
    Call<A> call = new Call<>(out, asked.method(), gate.meter);
    call.run(
        () -> {
          gate.check(
              checks -> {
                ReportChecks.filter(checks, asked.report(), true, asked.filter());
                checks.range("page_size", asked.pageSize(), 0, ReportChecks.MAX_PAGE);
              });
          ReportQuery query = query(asked.report(), asked.filter(), Principals.current());
          List<Object> after = PageToken.read(asked.report(), query, asked.pageToken());
          int size = asked.pageSize() == 0 ? ReportChecks.DEFAULT_PAGE : asked.pageSize();
          later(
              call,
              () -> {
                ReportPage page = page(asked.report(), query, after, size);
                call.answer(response.of(new ReportRows(asked.report(), query, page), page));
              });
        });
  }

  private ReportPage page(Report report, ReportQuery query, List<Object> after, int size) {
    try {
      return reports.page(report, query, after, size);
    } catch (ReportsUnavailableException e) {
      throw Refused.of(Reason.REPORTS_UNAVAILABLE, "cause", e.getMessage());
    }
  }

  private ReportQuery query(Report report, ReportFilter filter, Principal caller) {
    gate.refuseUnready();
    if (reports == null) {
      throw Refused.of(Reason.REPORTS_UNAVAILABLE, "cause", "this node keeps none");
    }
    ReportQuery query = ReportChecks.query(filter, gate.node.nowMs().getAsLong());
    return ReportChecks.permitted(caller, report, query);
  }

  private void later(Call<?> call, Runnable part) {
    try {
      threads.execute(Context.current().wrap(() -> call.run(part)));
    } catch (RejectedExecutionException e) {
      throw Refused.of(Reason.REPORTS_UNAVAILABLE, "cause", "too many wait already");
    }
  }
}
