package org.dualchannel.edge;

import io.grpc.stub.StreamObserver;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dualchannel.decide.SupplyView;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.supply.AgreementClause;
import org.dualchannel.supply.AnnualScore;
import org.dualchannel.supply.Delivery;
import org.dualchannel.supply.Formulary;
import org.dualchannel.supply.GuaranteeEntry;
import org.dualchannel.supply.PharmacyList;
import org.dualchannel.supply.Qualification;
import org.dualchannel.supply.Slot;
import org.dualchannel.supply.StockRate;
import org.dualchannel.supply.SupplyTask;
import org.dualchannel.supply.Violation;
import org.dualchannel.v1.GetAnnualScoreRequest;
import org.dualchannel.v1.GetAnnualScoreResponse;
import org.dualchannel.v1.GetDeliveryRequest;
import org.dualchannel.v1.GetDeliveryResponse;
import org.dualchannel.v1.GetPharmacyListRequest;
import org.dualchannel.v1.GetPharmacyListResponse;
import org.dualchannel.v1.GetQualificationRequest;
import org.dualchannel.v1.GetQualificationResponse;
import org.dualchannel.v1.GetStockRateRequest;
import org.dualchannel.v1.GetStockRateResponse;
import org.dualchannel.v1.GetSupplyRulesRequest;
import org.dualchannel.v1.GetSupplyRulesResponse;
import org.dualchannel.v1.ListGuaranteeDrugsRequest;
import org.dualchannel.v1.ListGuaranteeDrugsResponse;
import org.dualchannel.v1.ListSlotsRequest;
import org.dualchannel.v1.ListSlotsResponse;
import org.dualchannel.v1.ListSupplyTasksRequest;
import org.dualchannel.v1.ListSupplyTasksResponse;
import org.dualchannel.v1.ListViolationsRequest;
import org.dualchannel.v1.ListViolationsResponse;
import org.dualchannel.v1.SupplyTaskKind;

/** Reads of the supply side: authorities read their area, everyone else what is their own. */
final class SupplyReads {
  private static final int DEFAULT_PAGE = 100;

  private final Gate gate;
  private final SupplyView view;

  SupplyReads(Gate gate) {
    this.gate = gate;
    this.view = gate.node.view().supply();
  }

  LocalDate today() {
    return CivilDate.of(gate.node.nowMs().getAsLong());
  }

  <A> void answer(
      StreamObserver<A> out,
      String method,
      String area,
      Consumer<FieldChecks> shape,
      Function<Principal, A> answer) {
    gate.read(
        out,
        method,
        checks -> {
          checks.area("area", area);
          shape.accept(checks);
        },
        answer);
  }

  private long asOf() {
    return gate.node.lastIndex().getAsLong();
  }

  private static void ownOrSupervised(Principal caller, String area, String place, String what) {
    boolean own = caller.is(Role.HOSPITAL, place) || caller.is(Role.PHARMACY, place);
    Access.require(own || caller.supervises(area), caller, "read " + what);
  }

  private void ofArea(String area, String hospital) {
    Institution known = gate.node.view().institution(hospital);
    Refused.ifUnknown(
        known == null || !known.area().equals(area) ? null : known,
        Reason.INSTITUTION_UNKNOWN,
        "institution",
        hospital);
  }

  private static int size(int asked) {
    return asked == 0 ? DEFAULT_PAGE : asked;
  }

  GetSupplyRulesResponse of(GetSupplyRulesRequest request) {
    long asOf = asOf();
    return GetSupplyRulesResponse.newBuilder()
        .setRules(SupplyMapping.of(view.rules(request.getArea(), today())))
        .setAsOfLogIndex(asOf)
        .build();
  }

  ListSupplyTasksResponse of(Principal caller, ListSupplyTasksRequest request) {
    ownOrSupervised(caller, request.getArea(), request.getPlace(), "tasks of others");
    long asOf = asOf();
    LocalDate today = today();
    SupplyView.Page<SupplyTask> page =
        view.tasks(
            task -> wanted(task, request, today),
            request.getPageToken(),
            size(request.getPageSize()));
    return ListSupplyTasksResponse.newBuilder()
        .addAllTasks(page.entries().stream().map(task -> SupplyMapping.of(task, today)).toList())
        .setNextPageToken(page.nextKey())
        .setAsOfLogIndex(asOf)
        .build();
  }

  private static boolean wanted(SupplyTask task, ListSupplyTasksRequest asked, LocalDate today) {
    return task.area().equals(asked.getArea())
        && (asked.getPlace().isEmpty() || task.place().equals(asked.getPlace()))
        && (asked.getKind() == SupplyTaskKind.SUPPLY_TASK_KIND_UNSPECIFIED
            || SupplyMapping.of(task.kind()) == asked.getKind())
        && (!asked.getOpenOnly() || task.open())
        && (!asked.getOverdueOnly() || task.overdueOn(today));
  }

  GetStockRateResponse of(Principal caller, GetStockRateRequest request) {
    String hospital = request.getHospital();
    ownOrSupervised(caller, request.getArea(), hospital, "the formulary of " + hospital);
    ofArea(request.getArea(), hospital);
    long asOf = asOf();
    StockRate rate = view.stockRate(request.getArea(), hospital, today());
    Formulary formulary =
        Refused.ifUnknown(
            rate == null ? null : view.formulary(hospital),
            Reason.FORMULARY_UNKNOWN,
            "institution",
            hospital);
    return GetStockRateResponse.newBuilder()
        .setStockRate(SupplyMapping.of(rate))
        .addAllItems(formulary.items().stream().map(SupplyMapping::of).toList())
        .setReportTime(Times.timestamp(formulary.reportedMs()))
        .setAsOfLogIndex(asOf)
        .build();
  }

  ListViolationsResponse of(Principal caller, ListViolationsRequest request) {
    ownOrSupervised(caller, request.getArea(), request.getHospital(), "violations of others");
    long asOf = asOf();
    SupplyView.Page<Violation> page =
        view.violations(
            each ->
                each.area().equals(request.getArea())
                    && (request.getHospital().isEmpty()
                        || each.hospital().equals(request.getHospital())),
            request.getPageToken(),
            size(request.getPageSize()));
    return ListViolationsResponse.newBuilder()
        .addAllViolations(page.entries().stream().map(SupplyMapping::of).toList())
        .setNextPageToken(page.nextKey())
        .setAsOfLogIndex(asOf)
        .build();
  }

  GetQualificationResponse of(Principal caller, GetQualificationRequest request) {
    String pharmacy = request.getPharmacy();
    ownOrSupervised(caller, request.getArea(), pharmacy, "the qualification of " + pharmacy);
    long asOf = asOf();
    org.dualchannel.registry.Pharmacy known = gate.node.view().pharmacy(pharmacy);
    Qualification found =
        Refused.ifUnknown(
            known == null || !known.area().equals(request.getArea())
                ? null
                : view.qualification(pharmacy),
            Reason.QUALIFICATION_UNKNOWN,
            "pharmacy",
            pharmacy);
    return GetQualificationResponse.newBuilder()
        .setQualification(SupplyMapping.of(found))
        .setAsOfLogIndex(asOf)
        .build();
  }

  GetPharmacyListResponse of(GetPharmacyListRequest request) {
    long asOf = asOf();
    PharmacyList list =
        Refused.ifUnknown(
            view.pharmacyList(request.getArea(), request.getEdition()),
            Reason.PHARMACY_LIST_UNKNOWN,
            "area",
            request.getArea(),
            "edition",
            request.getEdition());
    return GetPharmacyListResponse.newBuilder().setList(list(list)).setAsOfLogIndex(asOf).build();
  }

  org.dualchannel.v1.PharmacyList list(PharmacyList list) {
    return SupplyMapping.of(list, list.nextDue(view.rules(list.area(), today())));
  }

  GetAnnualScoreResponse of(Principal caller, GetAnnualScoreRequest request) {
    String hospital = request.getHospital();
    ownOrSupervised(caller, request.getArea(), hospital, "the score of " + hospital);
    ofArea(request.getArea(), hospital);
    long asOf = asOf();
    AnnualScore score =
        Refused.ifUnknown(
            view.score(hospital, request.getYear()),
            Reason.SCORE_UNKNOWN,
            "institution",
            hospital,
            "year",
            request.getYear());
    AgreementClause clause = view.clause(hospital, request.getYear());
    return GetAnnualScoreResponse.newBuilder()
        .setScore(SupplyMapping.of(score))
        .setClause(SupplyMapping.of(clause))
        .setAsOfLogIndex(asOf)
        .build();
  }

  GetDeliveryResponse of(Principal caller, GetDeliveryRequest request) {
    long asOf = asOf();
    Delivery known = view.delivery(request.getSettlementId());
    Delivery delivery =
        Refused.ifUnknown(
            known == null || !known.area().equals(request.getArea()) ? null : known,
            Reason.DELIVERY_UNKNOWN,
            "settlement",
            request.getSettlementId());
    Access.require(
        caller.is(Role.PHARMACY, delivery.dispenser())
            || caller.is(Role.HOSPITAL, delivery.dispenser())
            || caller.is(Role.PATIENT, delivery.person())
            || caller.is(Role.BUREAU, delivery.area()),
        caller,
        "read the delivery of " + delivery.settlement());
    return GetDeliveryResponse.newBuilder()
        .setDelivery(SupplyMapping.of(delivery))
        .setAsOfLogIndex(asOf)
        .build();
  }

  ListSlotsResponse of(ListSlotsRequest request) {
    long asOf = asOf();
    long nowMs = gate.node.nowMs().getAsLong();
    SupplyView.Page<Slot> page =
        view.slots(
            slot ->
                slot.area().equals(request.getArea())
                    && slot.place().equals(request.getPlace())
                    && slot.startMs() > nowMs,
            request.getPageToken(),
            size(request.getPageSize()));
    return ListSlotsResponse.newBuilder()
        .addAllSlots(page.entries().stream().map(SupplyMapping::of).toList())
        .setNextPageToken(page.nextKey())
        .setAsOfLogIndex(asOf)
        .build();
  }

  ListGuaranteeDrugsResponse of(ListGuaranteeDrugsRequest request) {
    long asOf = asOf();
    LocalDate date = request.hasInForceDate() ? Times.dateOf(request.getInForceDate()) : today();
    List<GuaranteeEntry> drugs =
        Refused.ifUnknown(
            view.guaranteeList(request.getArea(), date), Reason.CATALOGUE_MISSING, "date", date);
    return ListGuaranteeDrugsResponse.newBuilder()
        .setCatalogueVersion(
            gate.node.view().catalogues(request.getArea()).inForceOn(date).version().id())
        .addAllDrugs(drugs.stream().map(SupplyMapping::of).toList())
        .setAsOfLogIndex(asOf)
        .build();
  }
}
