// Runs the end-to-end tests: real server, real phones, real sockets. See --help.
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { run } from 'node:test';

const here = path.dirname(fileURLToPath(import.meta.url));
const help = `usage: FIELDFARE_BUILD=<build folder> node tests/e2e/run.mjs [--only name]... [--list] [--self-test]
Starts real servers and phones on 127.0.0.1 and drives them through cuts, kills and abuse.
  --only name   run one scenario (may be given several times); --list shows the names
  --self-test   plant a wrong expectation and check that this harness reports it
environment:
  FIELDFARE_BUILD   folder of the build whose programs are tested (default: build/dev)
  FIELDFARE_KEEP    set: the scenarios' folders stay for a look
exit codes: 0 all passed, 1 something failed, 2 wrong usage
`;

const scenario_minutes = 10;
const names = fs.readdirSync(here).filter((file) => file.endsWith('.test.mjs')).map((file) => file.slice(0, -'.test.mjs'.length)).sort();

function usage(message) {
  process.stderr.write(`${message}\n${help}`);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({ options: { only: { type: 'string', multiple: true }, list: { type: 'boolean' }, 'self-test': { type: 'boolean' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    return usage(error.message);
  }
}

// The planted expectation is wrong by one visit; a harness that stays green would be worthless.
function selfTest() {
  const result = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--only', 'exactly_once'], {
    env: { ...process.env, FIELDFARE_PLANTED: 'one_visit_too_many' }, encoding: 'utf8',
  });
  const caught = result.status === 1 && /, [1-9]\d* failed$/m.test(result.stdout) && result.stdout.includes('planted');
  process.stdout.write(caught ? 'self-test: the planted wrong expectation was reported\n1 passed, 0 failed\n'
    : `self-test: the planted wrong expectation was NOT reported\n${result.stdout}${result.stderr}0 passed, 1 failed\n`);
  process.exit(caught ? 0 : 1);
}

function why(error) {
  const cause = error?.cause ?? error;
  return String(cause?.message ?? cause).split('\n').map((line) => `      ${line}`).join('\n');
}

function report(wanted) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  const seconds = (data) => `${(data.details.duration_ms / 1000).toFixed(1)} s`.padStart(8);
  const isFile = (data) => data.name.endsWith('.test.mjs');
  const stream = run({ files: wanted.map((name) => path.join(here, `${name}.test.mjs`)), concurrency: 1, timeout: scenario_minutes * 60_000 });
  stream.on('test:pass', (data) => {
    if (isFile(data)) return;
    if (data.skip !== undefined) {
      count.skipped += 1;
      process.stdout.write(`SKIPPED ${data.name}: ${data.skip}\n`);
      return;
    }
    count.passed += 1;
    process.stdout.write(`ok ${seconds(data)}  ${data.name}\n`);
  });
  stream.on('test:fail', (data) => {
    count.failed += 1;
    process.stdout.write(`FAIL ${seconds(data)}  ${data.name}\n${why(data.details.error)}\n`);
  });
  stream.on('test:diagnostic', (data) => {
    if (data.nesting === 1 || data.message.startsWith('note:')) process.stdout.write(`      ${data.message}\n`);
  });
  stream.on('test:stderr', (data) => process.stdout.write(data.message));
  stream.on('end', () => {
    if (count.passed + count.failed === 0) count.failed = 1;
    const skipped = count.skipped ? ` (${count.skipped} SKIPPED, see above)` : '';
    process.stdout.write(`${count.passed} passed, ${count.failed} failed${skipped}\n`);
    process.exitCode = count.failed ? 1 : 0;
  });
  stream.resume();
}

const chosen = options();
if (chosen.help) {
  process.stdout.write(help);
} else if (chosen.list) {
  process.stdout.write(`${names.join('\n')}\n`);
} else if (chosen['self-test']) {
  selfTest();
} else {
  const unknown = (chosen.only ?? []).filter((name) => !names.includes(name));
  if (unknown.length) usage(`no such scenario: ${unknown.join(', ')}`);
  report(chosen.only ?? names);
}
