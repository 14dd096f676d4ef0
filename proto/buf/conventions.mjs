// Conventions of ours that buf has no rule for, checked on the image that `buf build -o -#format=json`
// writes to standard input:
//
//   1. every field that a request can hold, at any depth, says its google.api.field_behavior;
//   2. every call that changes something has a REQUIRED string request_id and answers with its
//      Decision, or carries requests that do;
//   3. *_fen and quantity_e4 are int64, *_bp is int32.
import { readFileSync } from 'node:fs';

const BEHAVIOR = '[google.api.field_behavior]';
const PACKAGE = 'dualchannel.v1';

const image = JSON.parse(readFileSync(0, 'utf8'));
const messages = new Map();
const services = [];
for (const file of image.file) {
  if (file.package !== PACKAGE) continue;
  for (const message of file.messageType ?? []) messages.set(`.${PACKAGE}.${message.name}`, message);
  services.push(...(file.service ?? []));
}

const problems = new Set();
const behaviors = (field) => field.options?.[BEHAVIOR] ?? [];
const field = (message, name) => (message.field ?? []).find((each) => each.name === name);

for (const [name, message] of messages) {
  for (const each of message.field ?? []) {
    const path = `${name.slice(1)}.${each.name}`;
    if (/(_fen|^quantity_e4)$/.test(each.name) && each.type !== 'TYPE_INT64') {
      problems.add(`${path}: amounts and quantities are int64`);
    }
    if (/_bp$/.test(each.name) && each.type !== 'TYPE_INT32') {
      problems.add(`${path}: ratios are int32`);
    }
  }
}

function checkBehaviors(type, seen) {
  const message = messages.get(type);
  if (!message || seen.has(type)) return;
  seen.add(type);
  for (const each of message.field ?? []) {
    if (behaviors(each).length === 0) {
      problems.add(`${type.slice(1)}.${each.name}: no google.api.field_behavior`);
    }
    if (each.typeName) checkBehaviors(each.typeName, seen);
  }
}

function carriesRequestId(message) {
  const own = field(message, 'request_id');
  if (own) return own.type === 'TYPE_STRING' && behaviors(own).includes('REQUIRED');
  const items = field(message, 'requests');
  return items !== undefined && carriesRequestId(messages.get(items.typeName));
}

function carriesDecision(message) {
  if (field(message, 'decision')?.typeName === `.${PACKAGE}.Decision`) return true;
  const items = field(message, 'results');
  const result = items && messages.get(items.typeName);
  const response = result && field(result, 'response');
  return response !== undefined && carriesDecision(messages.get(response.typeName));
}

let calls = 0;
for (const service of services) {
  for (const method of service.method) {
    calls++;
    const path = `${service.name}.${method.name}`;
    checkBehaviors(method.inputType, new Set());
    if (method.options?.idempotencyLevel === 'NO_SIDE_EFFECTS') continue;
    if (!carriesRequestId(messages.get(method.inputType))) {
      problems.add(`${path}: no REQUIRED string request_id`);
    }
    if (!carriesDecision(messages.get(method.outputType))) {
      problems.add(`${path}: answers without its Decision`);
    }
  }
}

for (const problem of problems) console.error(problem);
if (calls === 0) {
  console.error(`no call of ${PACKAGE} in the image`);
  process.exit(1);
}
if (problems.size > 0) process.exit(1);
console.log(`conventions: ${calls} calls, ${messages.size} messages`);
