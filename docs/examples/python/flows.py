"""A tour of the flows besides the plain sale, against a gateway in development mode.

usage: flows.py HOST:PORT

Each flow is a function of its own to copy from; it plays everyone who takes part and says in a few
lines what happened. The gateway has to hold the sample city. What was dispensed to a person is not
dispensed again for some weeks, so the tour goes once through a city. The exit code is 1 when
something is not as it should be.
"""

import random
import sys
import time
import uuid
from argparse import Namespace
from collections import Counter
from datetime import datetime, timedelta, timezone

import grpc
from google.type import date_pb2

from dualchannel.v1 import claim_service_pb2 as claiming
from dualchannel.v1 import claim_service_pb2_grpc as claiming_grpc
from dualchannel.v1 import dispensing_service_pb2 as dispensing
from dualchannel.v1 import dispensing_service_pb2_grpc as dispensing_grpc
from dualchannel.v1 import enrolment_pb2 as enrolled
from dualchannel.v1 import enrolment_service_pb2 as enrolling
from dualchannel.v1 import enrolment_service_pb2_grpc as enrolling_grpc
from dualchannel.v1 import policy_pb2 as policy
from dualchannel.v1 import prescription_pb2 as prescribed
from dualchannel.v1 import prescription_service_pb2 as prescribing
from dualchannel.v1 import prescription_service_pb2_grpc as prescribing_grpc
from dualchannel.v1 import report_service_pb2 as reporting
from dualchannel.v1 import report_service_pb2_grpc as reporting_grpc
from dualchannel.v1 import settlement_pb2 as settled
from dualchannel.v1 import supervision_pb2 as supervised
from dualchannel.v1 import supervision_service_pb2 as supervising
from dualchannel.v1 import supervision_service_pb2_grpc as supervising_grpc
from dualchannel.v1 import supply_service_pb2 as supplying
from dualchannel.v1 import supply_service_pb2_grpc as supplying_grpc
from prescription import call, error_details, prescription, print_refusal

AREA = "120100"
BUREAU, AGENCY = f"bureau/{AREA}", f"agency/{AREA}"
ZONE = timezone(timedelta(hours=8))  # days are those of the area
HOSPITAL, OTHER_HOSPITAL = "H12010000001", "H12010000002"
PHYSICIAN, PHYSICIAN_THERE = "D120100000001", "D120100000011"  # dermatologists of the two
PHARMACY, OTHER_PHARMACY = "P12010000001", "P12010000002"
STAFF = {  # who hands out and who reviewed
    PHARMACY: ("Y120100000001", "Y120100000101"),
    OTHER_PHARMACY: ("Y120100000002", "Y120100000102"),
}
INJECTION = "XD11AHS007B002010110007"  # one a pack, to be kept cold
INJECTION_FEN = 316_000
TABLETS = "XC02KXS004A001020110004"  # 56 a pack, counted by the tablet
TABLETS_FEN = 2_600
TABLETS_GTIN = "06930000001056"
UNIT = 10_000  # quantities are in ten-thousandths


class Gateway:
    """The services that the tour calls."""

    def __init__(self, channel):
        self.his = prescribing_grpc.PrescriptionServiceStub(channel)
        self.pos = dispensing_grpc.DispensingServiceStub(channel)
        self.enrolment = enrolling_grpc.EnrolmentServiceStub(channel)
        self.claims = claiming_grpc.ClaimServiceStub(channel)
        self.supervision = supervising_grpc.SupervisionServiceStub(channel)
        self.supply = supplying_grpc.SupplyServiceStub(channel)
        self.reports = reporting_grpc.ReportServiceStub(channel)


# What every flow needs


def new_id():
    return str(uuid.uuid4())


def pharmacy(code):
    return f"pharmacy/{code}"


def hospital(code):
    return f"hospital/{code}"


def yuan(fen):
    return f"{fen / 100:,.2f}"


def day(days_ago=0):
    there = datetime.now(ZONE) - timedelta(days=days_ago)
    return date_pb2.Date(year=there.year, month=there.month, day=there.day)


def check(true, expected):
    """Ends the tour with exit code 1 unless it is as it should be."""
    if not true:
        sys.exit(f"not as it should be: expected {expected}")


def short(enum, number):
    """The name of an enum value without the name of the enum."""
    prefix = "".join(f"_{c}" if c.isupper() else c for c in enum.DESCRIPTOR.name).upper()[1:] + "_"
    return enum.Name(number)[len(prefix):]


def refused(reason, method, request, caller):
    """Makes a call that has to be refused for this reason; the values of the refusal."""
    try:
        call(method, request, caller)
    except grpc.RpcError as error:
        info = error_details(error).get("ErrorInfo")
        if info is None or info.reason != reason:
            raise
        print(f"  {caller} is refused: {reason}, {error.details()}")
        return info.metadata
    sys.exit(f"the gateway took what it should have refused with {reason}")


def pack():
    """What the scanner reads from a pack of the injection: the drug in 7 digits, then the pack."""
    return f"8300701{random.randrange(10**13):013}"


def draft(person, packs=1, preferred=PHARMACY):
    """The injection for this person, as in the plain sale."""
    return prescription(Namespace(
        area=AREA, hospital=HOSPITAL, physician=PHYSICIAN, person=person, scheme="310",
        diagnosis="L20.9", diagnosis_name="特应性皮炎", evidence="severity-moderate",
        prior_therapy="conventional", pharmacy=preferred, drug=INJECTION, packs=packs))


def submit(gateway, request):
    return call(gateway.his.SubmitPrescription, request, hospital(HOSPITAL)).prescription_id


def claim(gateway, prescription_id, code=PHARMACY):
    """Takes the hold of a prescription; the secret that each later step needs."""
    return call(gateway.pos.ClaimPrescription, claim_request(prescription_id, code),
                pharmacy(code)).claim_secret


def claim_request(prescription_id, code):
    return dispensing.ClaimPrescriptionRequest(
        request_id=new_id(), area=AREA, prescription_id=prescription_id, dispenser=code)


def sale(prescription_id, secret, packs, price_fen=INJECTION_FEN, code=PHARMACY):
    """A request that hands out these packs of line 1."""
    pharmacist, reviewer = STAFF[code]
    request = dispensing.DispensePrescriptionRequest(
        request_id=new_id(), area=AREA, prescription_id=prescription_id, dispenser=code,
        claim_secret=secret, pharmacist=pharmacist, reviewer=reviewer)
    line = request.lines.add(line_number=1, price_fen=price_fen, quantity_e4=len(packs) * UNIT)
    for scanned in packs:
        line.trace_codes.add(code=scanned)
    return request


def dispense(gateway, request):
    return call(gateway.pos.DispensePrescription, request, pharmacy(request.dispenser)).settlement


def sell(gateway, person, packs):
    """A plain sale, from the prescription to the settlement."""
    prescription_id = submit(gateway, draft(person, len(packs)))
    return dispense(gateway, sale(prescription_id, claim(gateway, prescription_id), packs))


def read(gateway, prescription_id):
    request = prescribing.GetPrescriptionRequest(area=AREA, prescription_id=prescription_id)
    return call(gateway.his.GetPrescription, request, hospital(HOSPITAL)).prescription


def states(gateway, prescription_id):
    """State of the prescription and of its first line, read anew."""
    found = read(gateway, prescription_id)
    return (short(prescribed.PrescriptionStatus, found.status),
            short(prescribed.LineStatus, found.line_states[0].status))


# The flows


def in_parts(gateway):
    """Two packs are prescribed, the pharmacy has one today and owes the other."""
    prescription_id = submit(gateway, draft("P0000020001", packs=2))
    first = dispense(
        gateway, sale(prescription_id, claim(gateway, prescription_id), [pack()]))
    line = read(gateway, prescription_id).line_states[0]
    check(line.owed.dispenser == PHARMACY and line.owed.quantity_e4 == UNIT, "one pack owed")
    print(f"  1 of 2 packs, {yuan(first.total.medfee_sumamt_fen)}: "
          f"{' / '.join(states(gateway, prescription_id))}, the rest is owed until "
          f"{line.owed.owed_until.ToDatetime():%Y-%m-%d %H:%M} UTC")
    refused("OWED_BY_OTHER", gateway.pos.ClaimPrescription,
            claim_request(prescription_id, OTHER_PHARMACY), pharmacy(OTHER_PHARMACY))
    second = dispense(
        gateway, sale(prescription_id, claim(gateway, prescription_id), [pack()]))
    check(states(gateway, prescription_id) == ("DISPENSED", "DISPENSED"), "all dispensed")
    parts = [part.settlement_id for part in
             read(gateway, prescription_id).line_states[0].hand_outs]
    check(parts == [first.settlement_id, second.settlement_id], "one settlement a part")
    print(f"  the other pack, {yuan(second.total.medfee_sumamt_fen)}: "
          f"{' / '.join(states(gateway, prescription_id))}, settled as {' and '.join(parts)}")


def not_dispensed(gateway):
    """The patient does not want the drug: the line is closed, and the hospital can read why."""
    prescription_id = submit(gateway, draft("P0000020004"))
    call(gateway.pos.MarkNotDispensed, dispensing.MarkNotDispensedRequest(
        request_id=new_id(), area=AREA, prescription_id=prescription_id, dispenser=PHARMACY,
        claim_secret=claim(gateway, prescription_id), pharmacist=STAFF[PHARMACY][0],
        line_numbers=[1], reason=prescribed.NOT_DISPENSED_REASON_PATIENT_DECLINED,
        comment="wants to wait"), pharmacy(PHARMACY))
    why = read(gateway, prescription_id).line_states[0].not_dispensed
    check(states(gateway, prescription_id) == ("NOT_DISPENSED", "NOT_DISPENSED"), "a closed line")
    print(f"  {' / '.join(states(gateway, prescription_id))}: "
          f"{short(prescribed.NotDispensedReason, why.reason)}, “{why.comment}”")


def released(gateway):
    """A pharmacy gives a prescription back, and another one dispenses it at its own price."""
    prescription_id = submit(gateway, draft("P0000020007"))
    secret = claim(gateway, prescription_id)
    refused("HELD_BY_OTHER", gateway.pos.ClaimPrescription,
            claim_request(prescription_id, OTHER_PHARMACY), pharmacy(OTHER_PHARMACY))
    call(gateway.pos.ReleasePrescription, dispensing.ReleasePrescriptionRequest(
        request_id=new_id(), area=AREA, prescription_id=prescription_id, dispenser=PHARMACY,
        claim_secret=secret, reason=dispensing.RELEASE_REASON_TECHNICAL), pharmacy(PHARMACY))
    check(states(gateway, prescription_id) == ("OPEN", "OPEN"), "an open prescription")
    secret = claim(gateway, prescription_id, OTHER_PHARMACY)
    settlement = dispense(
        gateway, sale(prescription_id, secret, [pack()], 300_200, OTHER_PHARMACY))
    print(f"  released by {PHARMACY}, dispensed by {settlement.dispenser} for "
          f"{yuan(settlement.total.medfee_sumamt_fen)}")


def quote_explain_return(gateway):
    """The quote is what is settled; each fen is explained; a return gives all of it back."""
    prescription_id = submit(gateway, draft("P0000020016"))
    secret = claim(gateway, prescription_id)
    quote = prescribing.QuotePrescriptionRequest(
        area=AREA, prescription_id=prescription_id, dispenser=PHARMACY, use_account=True)
    quote.prices.add(line_number=1, price_fen=INJECTION_FEN)
    quoted = call(gateway.his.QuotePrescription, quote, pharmacy(PHARMACY)).settlement.total
    request = sale(prescription_id, secret, [pack()])
    request.use_account = True
    settlement = dispense(gateway, request)
    check(settlement.total == quoted, "the quote as it was")
    print(f"  quoted and settled: funds {yuan(quoted.fund_pay_sumamt_fen)}, "
          f"account {yuan(quoted.acct_pay_fen)}, cash {yuan(quoted.psn_cash_pay_fen)}")

    explained = call(gateway.pos.ExplainSettlement, dispensing.ExplainSettlementRequest(
        area=AREA, settlement_id=settlement.settlement_id), pharmacy(PHARMACY))
    print(f"  explained by {explained.facts.policy_id} and catalogue "
          f"{explained.facts.catalogue_version}:")
    paid = Counter()
    for step in explained.steps:
        ratio = f"{step.ratio_bp / 100:g} %" if step.HasField("ratio_bp") else ""
        print(f"    {step.kind:16} {step.rule_id:6} {yuan(step.base_fen):>10} {ratio:>5} "
              f"{yuan(step.amount_fen):>10}  {step.clause}".rstrip())
        if step.payer:
            paid[step.payer] += step.amount_fen
    check(paid[settled.PAYER_POOLED_FUND] == quoted.hifp_pay_fen, "steps that add up")
    check(paid[settled.PAYER_PERSONAL_ACCOUNT] == quoted.acct_pay_fen, "steps that add up")
    check(paid[settled.PAYER_CASH] == quoted.psn_cash_pay_fen, "steps that add up")

    returned = call(gateway.pos.ReturnDispense, dispensing.ReturnDispenseRequest(
        request_id=new_id(), area=AREA, settlement_id=settlement.settlement_id,
        dispenser=PHARMACY, line_numbers=[1], reason=dispensing.RETURN_REASON_QUALITY,
        pharmacist=STAFF[PHARMACY][0]), pharmacy(PHARMACY))
    refunds = {refund.payer: refund.amount_fen for refund in returned.refunds}
    check(sum(refunds.values()) == quoted.medfee_sumamt_fen, "a refund of all that was paid")
    print("  returned: " + ", ".join(
        f"{short(settled.Payer, payer)} {yuan(fen)}" for payer, fen in refunds.items()))


def split_pack(gateway):
    """A pack is opened for a week's supply; from then on it can only go out in portions."""
    serial = f"A{random.randrange(10**10):010}"
    opened = f"(01){TABLETS_GTIN}(21){serial}"  # GS1, as printed

    request = sale_of_tablets(gateway, "P0000020022", tablets=14, days=7)
    request.lines[0].portions.add(quantity_e4=14 * UNIT).trace_code.code = opened
    line = dispense(gateway, request).lines[0]
    print(f"  {line.portions[0].quantity_e4 // UNIT} tablets of 56 from {opened}")

    request = sale_of_tablets(gateway, "P0000020025", tablets=56, days=28)
    request.lines[0].trace_codes.add(code=f"01{TABLETS_GTIN}21{serial}")  # GS1, as scanned
    refused("PACK_OPENED", gateway.pos.DispensePrescription, request, pharmacy(PHARMACY))
    request.request_id = new_id()
    request.lines[0].trace_codes[0].code = f"01{TABLETS_GTIN}21B{serial}"
    line = dispense(gateway, request).lines[0]
    check(line.trace_codes[0].code == f"(01){TABLETS_GTIN}(21)B{serial}", "the code as printed")
    print(f"  a whole pack instead: {line.trace_codes[0].code}")


def sale_of_tablets(gateway, person, tablets, days):
    """Has tablets prescribed and claimed; the request to hand them out, without the packs."""
    request = draft(person)
    order = request.prescription
    del order.diagnoses[:]
    order.diagnoses.add(code="I27.0", name="特发性肺动脉高压")
    order.clinical_facts.Clear()
    order.clinical_facts.who_functional_class = 2
    line = order.lines[0]
    line.drug, line.quantity_e4, line.days = TABLETS, tablets * UNIT, days
    line.single_dose, line.single_dose_unit = "125", "mg"
    line.frequency, line.route = "BID", "PO"
    prescription_id = submit(gateway, request)
    handing_out = sale(prescription_id, claim(gateway, prescription_id), [], TABLETS_FEN)
    handing_out.lines[0].quantity_e4 = tablets * UNIT
    return handing_out


def enrolments(gateway):
    """Enrolled, changed, taken over by another hospital; and what a hospital is reminded of."""
    person = "P0000020028"
    created = call(gateway.enrolment.CreateEnrolment, enrolling.CreateEnrolmentRequest(
        request_id=new_id(), area=AREA, person_number=person, hospital=HOSPITAL, drug=INJECTION,
        content=content("EASI 24; topical treatment for four months without effect")),
        hospital(HOSPITAL)).enrolment
    print(f"  {created.enrolment_id} for {created.molecule}, "
          f"{iso(created.start_date)} to {iso(created.end_date)}")
    update = enrolling.UpdateEnrolmentRequest(
        request_id=new_id(), area=AREA, enrolment_id=created.enrolment_id,
        expected_version=created.version, physician=PHYSICIAN,
        content=content("EASI 26"), reason="scored again")
    call(gateway.enrolment.UpdateEnrolment, update, hospital(HOSPITAL))
    update.request_id = new_id()  # a second physician who saw version 1 only
    refused("VERSION_MISMATCH", gateway.enrolment.UpdateEnrolment, update, hospital(HOSPITAL))

    transfer = enrolling.TransferEnrolmentsRequest(
        request_id=new_id(), area=AREA, person_number=person, hospital=OTHER_HOSPITAL,
        reason="moved house")
    transfer.transfers.add(drug=INJECTION, content=content("EASI 8", PHYSICIAN_THERE))
    refused("CONSENT_MISSING", gateway.enrolment.TransferEnrolments, transfer,
            hospital(OTHER_HOSPITAL))
    transfer.request_id, transfer.person_consents = new_id(), True
    moved = call(gateway.enrolment.TransferEnrolments, transfer,
                 hospital(OTHER_HOSPITAL)).enrolments[0]
    check(moved.transferred_from_id == created.enrolment_id, "the enrolment it goes on from")
    check(moved.end_date == created.end_date, "the same year")
    print(f"  goes on at {moved.hospital} as {moved.enrolment_id}, to {iso(moved.end_date)} still")
    versions = call(gateway.enrolment.ListEnrolmentVersions,
                    enrolling.ListEnrolmentVersionsRequest(
                        area=AREA, enrolment_id=created.enrolment_id),
                    hospital(HOSPITAL)).versions
    for each in versions:
        print(f"    version {each.enrolment.version}: "
              f"{short(enrolled.EnrolmentChange, each.change)} by {each.changed_by} "
              f"{each.reason}".rstrip())
    check(len(versions) == 3, "three versions")


def content(basis, physician=PHYSICIAN):
    """What a hospital registers."""
    registered = enrolled.EnrolmentContent(physicians=[physician], diagnosis_basis=basis)
    registered.diagnoses.add(code="L20.9", name="特应性皮炎")
    registered.treatment_plan.single_dose = "300"
    registered.treatment_plan.single_dose_unit = "mg"
    registered.treatment_plan.frequency = "Q2W"
    registered.treatment_plan.route = "SC"
    facts = registered.clinical_facts
    facts.evidence_documents.append("severity-moderate")
    facts.prior_therapies.add(therapy="conventional", months=4, response_percent=10)
    return registered


def iso(date):
    return f"{date.year}-{date.month:02}-{date.day:02}"


def notices(gateway):
    """The bureau takes an enrolment over whose reassessment is near; its hospital is told."""
    earlier = enrolling.BatchImportEnrolmentsRequest(request_id=new_id(), area=AREA)
    earlier.enrolments.add(
        person_number="P0000020049", hospital=HOSPITAL, drug=INJECTION,
        content=content("EASI 21"), start_date=day(170), assessed_date=day(170))
    taken_over = call(gateway.enrolment.BatchImportEnrolments, earlier, BUREAU).enrolment_ids[0]
    stream = gateway.enrolment.WatchEnrolmentNotices(
        enrolling.WatchEnrolmentNoticesRequest(area=AREA, hospital=HOSPITAL), timeout=20,
        metadata=(("x-dualchannel-principal", hospital(HOSPITAL)),))
    first = next(stream)
    check(first.WhichOneof("event") == "resync", "a picture that begins with resync")
    print("  the picture begins")
    for event in stream:  # what holds already, then what comes; the timer may be a moment behind
        if event.WhichOneof("event") == "notice":
            notice = event.notice
            print(f"    {notice.enrolment_id}: "
                  f"{short(enrolling.EnrolmentNoticeKind, notice.kind)} "
                  f"by {iso(notice.deadline_date)}")
            if notice.enrolment_id == taken_over:
                break
    else:
        check(False, "a notice of it")
    stream.cancel()


def offline_claim(gateway):
    """A purchase that was paid in full is reimbursed once, and taken back."""
    form = claiming.OfflineClaimForm(
        dispenser=PHARMACY, purchase_date=day(3), receipt_number=f"R{uuid.uuid4().hex[:12]}",
        documents=[policy.CLAIM_DOCUMENT_INVOICE, policy.CLAIM_DOCUMENT_PRESCRIPTION,
                   policy.CLAIM_DOCUMENT_LIST_OF_CHARGES])
    form.prescription.CopyFrom(draft("P0000020031").prescription)
    form.prescription.issue_time.FromSeconds(int(time.time()) - 3 * 86_400)
    form.lines.add(line_number=1, price_fen=INJECTION_FEN)
    request = claiming.SubmitOfflineClaimRequest(request_id=new_id(), area=AREA, form=form)
    paid = call(gateway.claims.SubmitOfflineClaim, request, AGENCY).claim
    print(f"  {paid.claim_id}: funds {yuan(paid.settlement.total.fund_pay_sumamt_fen)} of "
          f"{yuan(paid.settlement.total.medfee_sumamt_fen)}")
    request.request_id = new_id()
    values = refused("CLAIM_DUPLICATE", gateway.claims.SubmitOfflineClaim, request, AGENCY)
    check(values["earlier"] == paid.claim_id, "the earlier claim by its id")
    void = call(gateway.claims.VoidOfflineClaim, claiming.VoidOfflineClaimRequest(
        request_id=new_id(), area=AREA, claim_id=paid.claim_id,
        reason=claiming.VOID_REASON_WITHDRAWN), AGENCY)
    check(void.claim.settlement.status == settled.SETTLEMENT_STATUS_RETURNED, "a void claim")
    print("  void: " + ", ".join(
        f"{short(settled.Payer, refund.payer)} {yuan(refund.amount_fen)}"
        for refund in void.refunds))


def supervision(gateway):
    """A pack is offered a second time: refused, and the bureau finds an alert."""
    scanned = pack()
    sell(gateway, "P0000020037", [scanned])
    prescription_id = submit(gateway, draft("P0000020043", preferred=OTHER_PHARMACY))
    secret = claim(gateway, prescription_id, OTHER_PHARMACY)
    values = refused(
        "TRACE_CODE_SOLD", gateway.pos.DispensePrescription,
        sale(prescription_id, secret, [scanned], 300_200, OTHER_PHARMACY),
        pharmacy(OTHER_PHARMACY))
    alert = alert_of(gateway, int(values["log_index"]))
    print(f"  alert {alert.alert_id}: "
          + ", ".join(f"{evidence.key} {evidence.value}" for evidence in alert.evidence))
    handled = call(gateway.supervision.HandleAlert, supervising.HandleAlertRequest(
        request_id=new_id(), area=AREA, alert_id=alert.alert_id,
        status=supervised.ALERT_STATUS_CONFIRMED, reason="the other pharmacy had sold it"),
        BUREAU).alert
    print(f"  handled by the bureau: {short(supervised.AlertStatus, handled.status)}")


def alert_of(gateway, log_index):
    """The alert about a pack of this record; alerts come a moment after the decision."""
    request = supervising.ListAlertsRequest(
        area=AREA, status=supervised.ALERT_STATUS_OPEN,
        kind=supervised.ALERT_KIND_TRACE_CODE_REUSE)
    for _ in range(50):
        page = call(gateway.supervision.ListAlerts, request, BUREAU)
        for alert in page.alerts:
            if alert.log_index == log_index:
                return alert
        if page.next_page_token:
            request.page_token = page.next_page_token
        else:
            request.page_token = ""
            check(page.as_of_log_index < log_index, "an alert about the pack")
            time.sleep(0.1)
    return sys.exit("the supervision does not come along")


def complaint(gateway):
    """A patient complains, the bureau puts the pharmacy in charge, which answers."""
    service, person = gateway.supervision, "P0000020004"
    filed = call(service.FileComplaint, supervising.FileComplaintRequest(
        request_id=new_id(), area=AREA, matter=supervised.ComplaintMatter(
            subject=supervised.COMPLAINT_SUBJECT_SERVICE, person_number=person, about=PHARMACY,
            text="nobody told me how long it would take")), f"patient/{person}").complaint
    which = {"area": AREA, "complaint_id": filed.complaint_id}
    call(service.AssignComplaint, supervising.AssignComplaintRequest(
        request_id=new_id(), assignee=supervised.Party(
            role=supervised.CALLER_ROLE_PHARMACY, code=PHARMACY), **which), BUREAU)
    call(service.AnswerComplaint, supervising.AnswerComplaintRequest(
        request_id=new_id(), answer="we have called and apologised", **which), pharmacy(PHARMACY))
    closed = call(service.CloseComplaint, supervising.CloseComplaintRequest(
        request_id=new_id(), result=supervised.COMPLAINT_RESULT_SETTLED, **which),
        BUREAU).complaint
    stages = [short(supervised.ComplaintStage, step.stage) for step in closed.steps]
    check(stages == ["RECEIVED", "ASSIGNED", "ANSWERED", "CLOSED"], "four steps")
    print(f"  {filed.complaint_id}: {', '.join(stages)}")


def delivery(gateway):
    """What was dispensed is brought to the patient: cold, and with a proof of handing over."""
    settlement_id = sell(gateway, "P0000020046", [pack()]).settlement_id
    order = supplying.OrderDeliveryRequest(
        request_id=new_id(), area=AREA, settlement_id=settlement_id,
        address_reference="A-77", courier="own courier")
    refused("COLD_CHAIN_REQUIRED", gateway.supply.OrderDelivery, order, pharmacy(PHARMACY))
    order.request_id, order.cold_chain = new_id(), True
    call(gateway.supply.OrderDelivery, order, pharmacy(PHARMACY))

    def step(status, **proof):
        return supplying.StepDeliveryRequest(
            request_id=new_id(), area=AREA, settlement_id=settlement_id, status=status, **proof)

    call(gateway.supply.StepDelivery, step(supplying.DELIVERY_STATUS_ON_THE_WAY),
         pharmacy(PHARMACY))
    refused("HANDOVER_PROOF_MISSING", gateway.supply.StepDelivery,
            step(supplying.DELIVERY_STATUS_DELIVERED), pharmacy(PHARMACY))
    done = call(gateway.supply.StepDelivery, step(
        supplying.DELIVERY_STATUS_DELIVERED, proof=supplying.HandoverProof(
            kind=supplying.PROOF_KIND_RECEIPT_CODE, reference="Q-4711")),
        pharmacy(PHARMACY)).delivery
    print(f"  {done.settlement_id}: {short(supplying.DeliveryStatus, done.status)}, "
          f"{'cold' if done.cold_chain else 'warm'}, "
          f"proof {short(supplying.ProofKind, done.proof.kind)} {done.proof.reference}")


def appointment(gateway):
    """A pharmacy offers an hour for injections, and the patient books it."""
    person = "P0000020046"
    offer = supplying.OfferSlotsRequest(request_id=new_id(), area=AREA, place=PHARMACY)
    slot = offer.slots.add(service="injection", capacity=1)
    tomorrow = int(time.time()) // 3600 * 3600 + 24 * 3600
    slot.start_time.FromSeconds(tomorrow)
    slot.end_time.FromSeconds(tomorrow + 3600)
    offered = call(gateway.supply.OfferSlots, offer, pharmacy(PHARMACY)).slots[0]
    booked = call(gateway.supply.BookSlot, supplying.BookSlotRequest(
        request_id=new_id(), area=AREA, slot_id=offered.slot_id, person_number=person),
        f"patient/{person}").slot
    print(f"  slot {booked.slot_id}, {booked.start_time.ToDatetime():%Y-%m-%d %H:%M} UTC: "
          f"{booked.booked_count} of {booked.capacity} booked")
    refused("SLOT_FULL", gateway.supply.BookSlot, supplying.BookSlotRequest(
        request_id=new_id(), area=AREA, slot_id=offered.slot_id, person_number="P0000020037"),
        "patient/P0000020037")


def report(gateway):
    """The month by drug and dispenser, page by page, once the report store has come along."""
    sold = sell(gateway, "P0000020052", [pack()])
    month = f"{datetime.now(ZONE):%Y-%m}"
    request = reporting.ListMonthlyUseRequest(page_size=1, filter=reporting.ReportFilter(
        area=AREA, from_month=month, to_month=month, dimensions=[
            reporting.REPORT_DIMENSION_DRUG, reporting.REPORT_DIMENSION_DISPENSER]))
    for _ in range(100):
        page = call(gateway.reports.ListMonthlyUse, request, BUREAU)
        if page.as_of_log_index >= sold.decision.log_index:
            break
        time.sleep(0.1)
    rows = list(page.monthly_uses)
    while page.next_page_token:
        request.page_token = page.next_page_token
        page = call(gateway.reports.ListMonthlyUse, request, BUREAU)
        rows += page.monthly_uses
    for row in rows:
        print(f"    {row.month} {row.drug} {row.dispenser} {row.quantity_e4 / UNIT:>5g} "
              f"{yuan(row.amount_fen):>12}")
    found = {(row.drug, row.dispenser) for row in rows}
    check(len(found) == len(rows), "each row once")
    check({(INJECTION, PHARMACY), (INJECTION, OTHER_PHARMACY), (TABLETS, PHARMACY)} <= found,
          "what the tour has sold")
    print(f"  {len(rows)} pages of one row")


FLOWS = [
    in_parts, not_dispensed, released, quote_explain_return, split_pack, enrolments, notices,
    offline_claim, supervision, complaint, delivery, appointment, report,
]


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: flows.py HOST:PORT")
    with grpc.insecure_channel(sys.argv[1]) as channel:
        gateway = Gateway(channel)
        for flow in FLOWS:
            print(f"{flow.__name__}: {flow.__doc__}", flush=True)
            try:
                flow(gateway)
            except grpc.RpcError as unexpected:
                print("refused:")
                print_refusal(unexpected)
                sys.exit(1)


if __name__ == "__main__":
    main()
