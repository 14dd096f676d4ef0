package org.dualchannel.cli.send;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.cli.load.AreaEnrolment;
import org.dualchannel.cli.load.AreaEntry;
import org.dualchannel.cli.load.AreaStock;
import org.dualchannel.cli.load.CityFolder;
import org.dualchannel.cli.load.Located;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.v1.BatchImportEnrolmentsRequest;
import org.dualchannel.v1.BatchImportRegistryRequest;
import org.dualchannel.v1.BatchImportRegistryResponse;
import org.dualchannel.v1.DispensingServiceGrpc;
import org.dualchannel.v1.EnrolmentServiceGrpc;
import org.dualchannel.v1.RegistryEntry.EntryCase;
import org.dualchannel.v1.RegistryServiceGrpc;
import org.dualchannel.v1.ReportStockRequest;

/**
 * Sends the contents of a folder: places, the people at them, catalogue, policies, earlier
 * enrolments, stock. Each request is all or nothing at the gateway; when one is refused, those
 * before it stay, and the next run begins with them again without effect.
 */
public final class CityImport {
  /** The most entries that one command of the contract takes. */
  private static final int MOST_ENTRIES = 2_000;

  private static final int MOST_ENROLMENTS = 200;
  private static final int MOST_STOCK = 500;

  private final Channel channel;
  private final RequestIds ids;
  private final Publishing publishing;
  private int created;
  private int replaced;
  private int drugs;
  private int enrolments;
  private int stock;

  /**
   * An import through a channel.
   *
   * @param series empty, or something that sets the request ids apart from those of other runs
   */
  public CityImport(Channel channel, String series) {
    this.channel = channel;
    this.ids = new RequestIds(series);
    this.publishing = new Publishing(channel, ids);
  }

  /** Sends everything, and counts it. */
  public Counts send(CityFolder.Contents contents) throws ImportFailedException {
    List<Located<AreaEntry>> places = new ArrayList<>();
    List<Located<AreaEntry>> others = new ArrayList<>();
    for (Located<AreaEntry> entry : contents.entries()) {
      EntryCase kind = entry.value().entry().getEntryCase();
      boolean place = kind == EntryCase.INSTITUTION || kind == EntryCase.PHARMACY;
      (place ? places : others).add(entry);
    }
    inChunks(places, AreaEntry::area, MOST_ENTRIES, this::sendEntries);
    inChunks(others, AreaEntry::area, MOST_ENTRIES, this::sendEntries);
    sendCatalogues(contents);
    for (BenefitPolicy policy : contents.policies()) {
      publishing.file(policy);
    }
    inChunks(contents.enrolments(), AreaEnrolment::area, MOST_ENROLMENTS, this::sendEnrolments);
    inChunks(contents.stock(), each -> each.area() + each.dispenser(), MOST_STOCK, this::sendStock);
    return new Counts(
        created,
        replaced,
        contents.catalogues().size(),
        drugs,
        contents.policies().size(),
        enrolments,
        stock);
  }

  /** Every area has a catalogue of its own: the folder's versions go to each that it names. */
  private void sendCatalogues(CityFolder.Contents contents) throws ImportFailedException {
    Set<String> areas = new LinkedHashSet<>();
    contents.policies().forEach(policy -> areas.add(policy.area()));
    contents.entries().forEach(entry -> areas.add(entry.value().area()));
    for (CatalogueVersion version : contents.catalogues()) {
      for (String area : areas) {
        publishing.publish(version, area);
        drugs += version.drugs().size();
      }
    }
  }

  /** One request with what one caller sends at once. */
  private interface Chunk<T> {
    void send(List<Located<T>> rows);
  }

  /** Sends rows by caller, in the order in which the callers first appear. */
  private static <T> void inChunks(
      List<Located<T>> rows, Function<T, String> caller, int most, Chunk<T> chunk)
      throws ImportFailedException {
    Map<String, List<Located<T>>> byCaller = new LinkedHashMap<>();
    for (Located<T> row : rows) {
      byCaller.computeIfAbsent(caller.apply(row.value()), key -> new ArrayList<>()).add(row);
    }
    for (List<Located<T>> of : byCaller.values()) {
      for (int from = 0; from < of.size(); from += most) {
        List<Located<T>> part = of.subList(from, Math.min(of.size(), from + most));
        try {
          chunk.send(part);
        } catch (StatusRuntimeException failure) {
          throw new ImportFailedException(Blame.rows(RefusedCall.of(failure), part), failure);
        }
      }
    }
  }

  private void sendEntries(List<Located<AreaEntry>> rows) {
    String area = rows.get(0).value().area();
    BatchImportRegistryRequest.Builder request =
        BatchImportRegistryRequest.newBuilder().setArea(area);
    rows.forEach(row -> request.addEntries(row.value().entry()));
    request.setRequestId(ids.of(request.buildPartial()));
    BatchImportRegistryResponse response =
        Patience.answer(
            () ->
                RegistryServiceGrpc.newBlockingStub(Caller.bureau(channel, area))
                    .withDeadlineAfter(Publishing.DEADLINE_S, Publishing.SECONDS)
                    .batchImportRegistry(request.build()));
    created += response.getCreatedCount();
    replaced += response.getReplacedCount();
  }

  private void sendEnrolments(List<Located<AreaEnrolment>> rows) {
    String area = rows.get(0).value().area();
    BatchImportEnrolmentsRequest.Builder request =
        BatchImportEnrolmentsRequest.newBuilder().setArea(area);
    rows.forEach(row -> request.addEnrolments(row.value().enrolment()));
    request.setRequestId(ids.of(request.buildPartial()));
    enrolments +=
        Patience.answer(
                () ->
                    EnrolmentServiceGrpc.newBlockingStub(Caller.bureau(channel, area))
                        .withDeadlineAfter(Publishing.DEADLINE_S, Publishing.SECONDS)
                        .batchImportEnrolments(request.build()))
            .getEnrolmentIdsCount();
  }

  private void sendStock(List<Located<AreaStock>> rows) {
    AreaStock first = rows.get(0).value();
    ReportStockRequest.Builder request =
        ReportStockRequest.newBuilder().setArea(first.area()).setDispenser(first.dispenser());
    rows.forEach(row -> request.addItems(row.value().item()));
    request.setRequestId(ids.of(request.buildPartial()));
    stock +=
        Patience.answer(
                () ->
                    DispensingServiceGrpc.newBlockingStub(Caller.place(channel, first.dispenser()))
                        .withDeadlineAfter(Publishing.DEADLINE_S, Publishing.SECONDS)
                        .reportStock(request.build()))
            .getAcceptedCount();
  }
}
