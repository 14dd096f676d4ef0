// Holds docs/api.md to the contract and to the code. Run from the directory `proto`.
//
//   node buf/documentation.mjs BUF          exits 1 when an example or the table of reasons is wrong
//   node buf/documentation.mjs --write      writes the table of reasons anew
//
// An example is a JSON block after a comment that names its message. The table of reasons has one row
// for each constant of the enum Reason, with its code, English message and rules.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const PAGE = '../docs/api.md';
const REASONS = '../gateway/src/main/java/org/dualchannel/rules/Reason.java';
const TABLE = /(<!-- reasons: [^>]*-->\n\n\|.*\n\|[-|]*\n)([^]*?)(\n<!-- \/reasons -->)/;
const EXAMPLE = /<!-- example (\w+) -->\n```json\n([^]*?)```/g;
const CONSTANT = /^ {2}([A-Z][A-Z0-9_]*)\(\s*([A-Z_]+),\s*([^]*?)\)[,;]\n/gm;
const STRING = /"((?:[^"\\]|\\.)*)"/g;
const JOINED = /"\s*\+\s*"/g; // a message broken over lines

function reasonRows() {
  const source = readFileSync(REASONS, 'utf8');
  return [...source.matchAll(CONSTANT)]
    .map(([, name, code, rest]) => {
      const [english, , ...rules] = [...rest.replace(JOINED, '').matchAll(STRING)].map((match) => match[1]);
      return `| \`${name}\` | \`${code}\` | ${english} | ${rules.join(', ') || '–'} |\n`;
    })
    .join('');
}

// buf drops the fields that the message does not have: the first of them, or null. A default value is
// dropped too.
function lost(given, kept, path) {
  if (given === false || given === 0 || given === '' || given === '0') return null;
  if (kept === undefined) return `no field ${path}`;
  if (typeof given !== 'object') return null;
  for (const key of Object.keys(given)) {
    const problem = lost(given[key], kept[key], path === '' ? key : `${path}.${key}`);
    if (problem) return problem;
  }
  return null;
}

const page = readFileSync(PAGE, 'utf8');
const table = TABLE.exec(page);
const rows = reasonRows();
if (!table || rows === '') {
  console.error('docs/api.md: no table of reasons, or no reasons');
  process.exit(1);
}
if (process.argv[2] === '--write') {
  writeFileSync(PAGE, page.replace(TABLE, (_, head, old, foot) => head + rows + foot));
  process.exit(0);
}

let wrong = 0;
if (table[2] !== rows) {
  console.error(
    'docs/api.md: the table of reasons differs from Reason.java; ' +
      'write it anew: cd proto && node buf/documentation.mjs --write',
  );
  wrong++;
}
let examples = 0;
for (const [, message, json] of page.matchAll(EXAMPLE)) {
  examples++;
  let problem;
  try {
    const type = `dualchannel.v1.${message}`;
    const kept = execFileSync(
      process.argv[2],
      ['convert', '--type', type, '--from', '-#format=json', '--to', '-#format=json'],
      { input: json, stdio: ['pipe', 'pipe', 'pipe'] },
    );
    problem = lost(JSON.parse(json), JSON.parse(kept), '');
  } catch (failure) {
    problem = failure.stderr ?? failure;
  }
  if (problem) {
    console.error(`docs/api.md: example ${message}: ${problem}`);
    wrong++;
  }
}
if (examples === 0) {
  console.error('docs/api.md: no examples');
  wrong++;
}
if (wrong > 0) process.exit(1);
console.log(`documentation: ${examples} examples, ${rows.split('\n').length - 1} reasons`);
