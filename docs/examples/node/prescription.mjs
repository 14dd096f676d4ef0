// A prescription from the hospital to settled at the pharmacy, over gRPC.
//
// usage: node prescription.mjs HOST:PORT PROTO_DIR [options]     (options and defaults: see below)
//
// It plays both ends: a hospital information system that submits, and a pharmacy's point of sale that
// claims, dispenses and prints the bill. Then it makes two mistakes to show how a refusal is read.
// The gateway has to be in development mode, where a header says who calls.

import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import protobuf from 'protobufjs';

const defaults = {
  area: '120100',
  hospital: 'H12010000001',
  physician: 'D120100000001',
  person: 'P0000012346',
  scheme: '310',
  diagnosis: 'L20.9',
  'diagnosis-name': '特应性皮炎',
  evidence: 'severity-moderate',
  'prior-therapy': 'conventional',
  pharmacy: 'P12010000001',
  pharmacist: 'Y120100000001',
  reviewer: 'Y120100000101',
  drug: 'XD11AHS007B002010110007',
  'trace-prefix': '8300701',
  'price-fen': '316000',
  packs: '2',
};
const { values: ids, positionals } = parseArgs({
  allowPositionals: true,
  options: Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, { type: 'string', default: value }])),
});
if (positionals.length !== 2) {
  console.error('usage: node prescription.mjs HOST:PORT PROTO_DIR [options]');
  process.exit(2);
}
const [target, protoDir] = positionals;

const contract = grpc.loadPackageDefinition(protoLoader.loadSync(
  ['prescription_service.proto', 'dispensing_service.proto'].map((file) => `dualchannel/v1/${file}`),
  { includeDirs: [protoDir], keepCase: true, longs: String, enums: String, defaults: true },
)).dualchannel.v1;

// The details of a failed call come packed in one trailer; these types unpack them.
const errors = new protobuf.Root();
errors.resolvePath = (_, file) => join(protoDir, file);
errors.loadSync(['google/rpc/status.proto', 'google/rpc/error_details.proto'], { keepCase: true });

// After these nobody knows whether the command was decided: the same request is sent again.
const UNKNOWN_OUTCOME = [
  grpc.status.UNAVAILABLE, grpc.status.DEADLINE_EXCEEDED, grpc.status.CANCELLED, grpc.status.INTERNAL,
];

// Makes a call in this caller's name, and repeats it as long as its outcome is unknown. The request
// keeps its request_id, so the gateway decides it once, however often it arrives.
async function call(client, method, request, caller, tries = 5) {
  const headers = new grpc.Metadata();
  headers.set('x-dualchannel-principal', caller);
  for (let left = tries - 1; ; left--) {
    try {
      return await new Promise((resolve, reject) => {
        client[method](request, headers, { deadline: Date.now() + 5000 },
          (error, response) => (error ? reject(error) : resolve(response)));
      });
    } catch (error) {
      const wait = errorDetails(error).RetryInfo?.retry_delay;
      if (left === 0 || !(wait || UNKNOWN_OUTCOME.includes(error.code))) throw error;
      await sleep(wait ? Number(wait.seconds) * 1000 + wait.nanos / 1e6 : 1000);
    }
  }
}

// The details of a failed call by the name of their message, such as ErrorInfo.
function errorDetails(error) {
  const details = {};
  const [packed] = error.metadata?.get('grpc-status-details-bin') ?? [];
  if (packed) {
    for (const any of errors.lookupType('google.rpc.Status').decode(packed).details) {
      const name = any.type_url.split('.').pop();
      const type = errors.lookup(`google.rpc.${name}`);
      if (type) details[name] = type.decode(any.value);
    }
  }
  return details;
}

// What a HIS or POS does with a refusal: act on the reason, show the message, keep the rules.
function printRefusal(error) {
  console.log(`  ${grpc.status[error.code]}: ${error.details}`);
  const { ErrorInfo, LocalizedMessage, BadRequest } = errorDetails(error);
  if (ErrorInfo) {
    console.log(`  reason   ${ErrorInfo.reason}  (rules ${ErrorInfo.metadata.rule_ids ?? '–'})`);
  }
  if (LocalizedMessage) console.log(`  message  ${LocalizedMessage.message}`);
  for (const violation of BadRequest?.field_violations ?? []) {
    console.log(`  field    ${violation.field}: ${violation.description}`);
  }
}

// A prescription for one drug, as the HIS has it. 64-bit numbers are strings, instants have seconds.
const prescription = () => ({
  request_id: randomUUID(),
  area: ids.area,
  prescription: {
    hospital: ids.hospital,
    hospital_number: `JS-${randomUUID().replaceAll('-', '').slice(0, 20)}`, // never used twice
    physician: ids.physician,
    person_number: ids.person,
    scheme: ids.scheme,
    visit_type: '11', // outpatient
    attribute: '01', // dual channel
    long_term: true, // a chronic disease: more than a week's supply is usual
    issue_time: { seconds: Math.floor(Date.now() / 1000) - 60 },
    preferred_dispenser: ids.pharmacy,
    diagnoses: [{ code: ids.diagnosis, name: ids['diagnosis-name'] }],
    clinical_facts: {
      evidence_documents: [ids.evidence],
      prior_therapies: [{ therapy: ids['prior-therapy'], months: 4, response_percent: 10 }],
    },
    lines: [{
      line_number: 1, drug: ids.drug, quantity_e4: ids.packs * 10_000, days: 28,
      single_dose: '300', single_dose_unit: 'mg', frequency: 'Q2W', route: 'SC',
      hospital_approved: true,
    }],
  },
});

// Who pays what, in yuan.
function printSplit({ total }) {
  const rows = [
    ['total', total.medfee_sumamt_fen],
    ['wholly self-paid', total.fulamt_ownpay_amt_fen],
    ['over the payment standard', total.overlmt_selfpay_fen],
    ['first self-pay share', total.preselfpay_amt_fen],
    ['in scope', total.inscp_scp_amt_fen],
    ['  of which deductible', total.act_pay_dedc_fen],
    [],
    ['pooled fund', total.hifp_pay_fen],
    ['critical illness (residents)', total.hifmi_pay_fen],
    ['large amounts (employees)', total.hifob_pay_fen],
    ['medical assistance', total.maf_pay_fen],
    ['other funds', +total.cvlserv_pay_fen + +total.hifes_pay_fen + +total.oth_pay_fen],
    ['all funds', total.fund_pay_sumamt_fen],
    [],
    ['personal account', total.acct_pay_fen],
    ['cash', total.psn_cash_pay_fen],
  ];
  const yuan = new Intl.NumberFormat('en', { minimumFractionDigits: 2 });
  for (const [label, fen] of rows) {
    console.log(label
      ? `  ${label.padEnd(30)} ${yuan.format(fen / 100).padStart(14)}`
      : `  ${'-'.repeat(45)}`);
  }
}

async function refused(client, method, request, caller, expected) {
  try {
    await call(client, method, request, caller);
  } catch (error) {
    if (error.code !== expected) throw error;
    printRefusal(error);
    return;
  }
  throw new Error('the gateway took what it should have refused');
}

async function play() {
  const hospital = `hospital/${ids.hospital}`;
  const pharmacy = `pharmacy/${ids.pharmacy}`;

  console.log(`${hospital} submits`);
  const request = prescription();
  const submitted = await call(his, 'SubmitPrescription', request, hospital);
  const validUntil = new Date(submitted.valid_until.seconds * 1000).toISOString();
  console.log(`  prescription ${submitted.prescription_id}, valid until ${validUntil}`);
  for (const candidate of submitted.candidates) {
    console.log(`  candidate ${candidate.rank}: ${candidate.dispenser}`);
  }

  console.log(`${pharmacy} claims and dispenses`);
  const subject = {
    area: ids.area, prescription_id: submitted.prescription_id, dispenser: ids.pharmacy,
  };
  const claim = await call(
    pos, 'ClaimPrescription', { request_id: randomUUID(), ...subject }, pharmacy);
  const packs = Array.from({ length: ids.packs }, () => ({ // what the scanner reads from each pack
    code: ids['trace-prefix'] + String(randomInt(2 ** 47)).padStart(13, '0').slice(-13),
  }));
  const { settlement } = await call(pos, 'DispensePrescription', {
    request_id: randomUUID(),
    ...subject,
    claim_secret: claim.claim_secret,
    pharmacist: ids.pharmacist,
    reviewer: ids.reviewer,
    lines: [{
      line_number: 1, price_fen: ids['price-fen'], quantity_e4: ids.packs * 10_000,
      trace_codes: packs,
    }],
  }, pharmacy);
  console.log(`  settlement ${settlement.settlement_id}, in yuan:`);
  printSplit(settlement);

  console.log('The same prescription number again is refused:');
  await refused(
    his, 'SubmitPrescription', { ...request, request_id: randomUUID() }, hospital,
    grpc.status.ALREADY_EXISTS);

  console.log('A quantity below 0 is refused:');
  const malformed = prescription();
  malformed.prescription.lines[0].quantity_e4 = -1;
  await refused(his, 'SubmitPrescription', malformed, hospital, grpc.status.INVALID_ARGUMENT);
}

const his = new contract.PrescriptionService(target, grpc.credentials.createInsecure());
const pos = new contract.DispensingService(target, grpc.credentials.createInsecure());
try {
  await play();
} catch (error) {
  if (error.code === undefined) throw error;
  console.log('refused:');
  printRefusal(error);
  process.exitCode = 1;
} finally {
  his.close();
  pos.close();
}
