"""A prescription from the hospital to settled at the pharmacy, over gRPC.

usage: prescription.py HOST:PORT [options]     (--help lists them)

It plays both ends: a hospital information system that submits, and a pharmacy's point of sale that
claims, dispenses and prints the bill. Then it makes two mistakes to show how a refusal is read.
The gateway has to be in development mode, where a header says who calls.
"""

import argparse
import random
import sys
import time
import uuid

import grpc
from google.rpc import error_details_pb2, status_pb2

from dualchannel.v1 import dispensing_service_pb2 as dispensing
from dualchannel.v1 import dispensing_service_pb2_grpc as dispensing_grpc
from dualchannel.v1 import prescription_service_pb2 as prescribing
from dualchannel.v1 import prescription_service_pb2_grpc as prescribing_grpc

# After these nobody knows whether the command was decided: the same request is sent again.
UNKNOWN_OUTCOME = {
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.CANCELLED,
    grpc.StatusCode.INTERNAL,
}


def call(method, request, caller, tries=5):
    """Makes a call in this caller's name, and repeats it as long as its outcome is unknown.

    The request keeps its request_id, so the gateway decides it once, however often it arrives.
    """
    header = (("x-dualchannel-principal", caller),)
    for left in reversed(range(tries)):
        try:
            return method(request, timeout=5, metadata=header)
        except grpc.RpcError as error:
            wait = error_details(error).get("RetryInfo")
            if left == 0 or not (wait or error.code() in UNKNOWN_OUTCOME):
                raise
            time.sleep(wait.retry_delay.ToTimedelta().total_seconds() if wait else 1)


def error_details(error):
    """The details of a failed call by the name of their message, such as ErrorInfo."""
    status = status_pb2.Status()
    for key, value in error.trailing_metadata() or ():
        if key == "grpc-status-details-bin":
            status.ParseFromString(value)
    details = {}
    for packed in status.details:
        kind = getattr(error_details_pb2, packed.TypeName().rpartition(".")[2], None)
        if kind is not None:
            details[kind.DESCRIPTOR.name] = kind()
            packed.Unpack(details[kind.DESCRIPTOR.name])
    return details


def print_refusal(error):
    """What a HIS or POS does with a refusal: act on the reason, show the message, keep the rules."""
    print(f"  {error.code().name}: {error.details()}")
    details = error_details(error)
    if "ErrorInfo" in details:
        info = details["ErrorInfo"]
        print(f"  reason   {info.reason}  (rules {info.metadata.get('rule_ids', '–')})")
    if "LocalizedMessage" in details:
        print(f"  message  {details['LocalizedMessage'].message}")
    if "BadRequest" in details:
        for violation in details["BadRequest"].field_violations:
            print(f"  field    {violation.field}: {violation.description}")


def prescription(ids):
    """A prescription for one drug, as the HIS has it."""
    request = prescribing.SubmitPrescriptionRequest(request_id=str(uuid.uuid4()), area=ids.area)
    draft = request.prescription
    draft.hospital = ids.hospital
    draft.hospital_number = f"PY-{uuid.uuid4().hex[:20]}"  # ours, never used twice
    draft.physician = ids.physician
    draft.person_number = ids.person
    draft.scheme = ids.scheme
    draft.visit_type = "11"  # outpatient
    draft.attribute = "01"  # dual channel
    draft.long_term = True  # a chronic disease: more than a week's supply is usual
    draft.issue_time.FromSeconds(int(time.time()) - 60)
    draft.preferred_dispenser = ids.pharmacy
    draft.diagnoses.add(code=ids.diagnosis, name=ids.diagnosis_name)
    draft.clinical_facts.evidence_documents.append(ids.evidence)
    draft.clinical_facts.prior_therapies.add(
        therapy=ids.prior_therapy, months=4, response_percent=10)
    draft.lines.add(
        line_number=1, drug=ids.drug, quantity_e4=ids.packs * 10_000, days=28,
        single_dose="300", single_dose_unit="mg", frequency="Q2W", route="SC", hospital_approved=True)
    return request


def print_split(settlement):
    """Who pays what, in yuan."""
    total = settlement.total
    rows = [
        ("total", total.medfee_sumamt_fen),
        ("wholly self-paid", total.fulamt_ownpay_amt_fen),
        ("over the payment standard", total.overlmt_selfpay_fen),
        ("first self-pay share", total.preselfpay_amt_fen),
        ("in scope", total.inscp_scp_amt_fen),
        ("  of which deductible", total.act_pay_dedc_fen),
        (None, 0),
        ("pooled fund", total.hifp_pay_fen),
        ("critical illness (residents)", total.hifmi_pay_fen),
        ("large amounts (employees)", total.hifob_pay_fen),
        ("medical assistance", total.maf_pay_fen),
        ("other funds", total.cvlserv_pay_fen + total.hifes_pay_fen + total.oth_pay_fen),
        ("all funds", total.fund_pay_sumamt_fen),
        (None, 0),
        ("personal account", total.acct_pay_fen),
        ("cash", total.psn_cash_pay_fen),
    ]
    for label, fen in rows:
        print(f"  {label:30} {fen / 100:>14,.2f}" if label else "  " + "-" * 45)


def play(target, ids):
    hospital, pharmacy = f"hospital/{ids.hospital}", f"pharmacy/{ids.pharmacy}"
    with grpc.insecure_channel(target) as channel:
        his = prescribing_grpc.PrescriptionServiceStub(channel)
        pos = dispensing_grpc.DispensingServiceStub(channel)

        print(f"{hospital} submits")
        request = prescription(ids)
        submitted = call(his.SubmitPrescription, request, hospital)
        print(f"  prescription {submitted.prescription_id}, "
              f"valid until {submitted.valid_until.ToDatetime():%Y-%m-%d %H:%M} UTC")
        for candidate in submitted.candidates:
            print(f"  candidate {candidate.rank}: {candidate.dispenser}")

        print(f"{pharmacy} claims and dispenses")
        claim = call(
            pos.ClaimPrescription,
            dispensing.ClaimPrescriptionRequest(
                request_id=str(uuid.uuid4()), area=ids.area,
                prescription_id=submitted.prescription_id, dispenser=ids.pharmacy),
            pharmacy)
        sale = dispensing.DispensePrescriptionRequest(
            request_id=str(uuid.uuid4()), area=ids.area,
            prescription_id=submitted.prescription_id, dispenser=ids.pharmacy,
            claim_secret=claim.claim_secret, pharmacist=ids.pharmacist, reviewer=ids.reviewer)
        line = sale.lines.add(
            line_number=1, price_fen=ids.price_fen, quantity_e4=ids.packs * 10_000)
        for _ in range(ids.packs):  # what the scanner reads from each pack
            line.trace_codes.add(code=f"{ids.trace_prefix}{random.randrange(10**13):013}")
        settlement = call(pos.DispensePrescription, sale, pharmacy).settlement
        print(f"  settlement {settlement.settlement_id}, in yuan:")
        print_split(settlement)

        print("The same prescription number again is refused:")
        request.request_id = str(uuid.uuid4())
        refused(his.SubmitPrescription, request, hospital, grpc.StatusCode.ALREADY_EXISTS)

        print("A quantity below 0 is refused:")
        malformed = prescription(ids)
        malformed.prescription.lines[0].quantity_e4 = -1
        refused(his.SubmitPrescription, malformed, hospital, grpc.StatusCode.INVALID_ARGUMENT)


def refused(method, request, caller, expected):
    try:
        call(method, request, caller)
    except grpc.RpcError as error:
        if error.code() != expected:
            raise
        print_refusal(error)
    else:
        sys.exit("the gateway took what it should have refused")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("target", metavar="HOST:PORT")
    defaults = {
        "area": "120100",
        "hospital": "H12010000001",
        "physician": "D120100000001",
        "person": "P0000012345",
        "scheme": "310",
        "diagnosis": "L20.9",
        "diagnosis-name": "特应性皮炎",
        "evidence": "severity-moderate",
        "prior-therapy": "conventional",
        "pharmacy": "P12010000001",
        "pharmacist": "Y120100000001",
        "reviewer": "Y120100000101",
        "drug": "XD11AHS007B002010110007",
        "trace-prefix": "8300701",
    }
    for name, default in defaults.items():
        parser.add_argument(f"--{name}", default=default, help="default: %(default)s")
    parser.add_argument("--price-fen", type=int, default=316_000, help="default: %(default)s")
    parser.add_argument("--packs", type=int, default=2, help="default: %(default)s")
    return parser.parse_args()


if __name__ == "__main__":
    given = arguments()
    try:
        play(given.target, given)
    except grpc.RpcError as unexpected:
        print("refused:")
        print_refusal(unexpected)
        sys.exit(1)
