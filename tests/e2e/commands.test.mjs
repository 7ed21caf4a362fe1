// The server's own commands on real files: import, doctor, TLS with a trial certificate.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { run } from './support/processes.mjs';
import { program } from './support/programs.mjs';
import { startWorld } from './support/world.mjs';

test('import: every row of the sheet is a customer with its owner, and a second import of it is refused', async (t) => {
  const world = await startWorld(t, { customers: 12 });
  const lead = await world.dashboard('wang');
  const before = await lead.customers();
  assert.equal(before.length, 12);
  assert.deepEqual(before.filter((item) => item.owner === null), [], 'each has its owner');
  assert.ok(before.some((item) => item.fields.code === '202310001'), 'the handbook\'s first row kept its code');
  assert.equal(new Set(before.map((item) => item.fields.code)).size, 12, 'codes are unique');
  await world.server.stop();
  const again = await world.server.tryImport(path.join(world.folder, 'customers.csv'));
  assert.notEqual(again.code, 0);
  assert.match(again.text, /line 2: .*exists already/);
  await world.server.start();
  assert.equal((await (await world.dashboard('wang')).customers()).length, 12);
});

test('import: a faulty sheet is refused with line and reason, and nothing of it is taken', async (t) => {
  const world = await startWorld(t, { customers: 2 });
  await world.server.stop();
  const sheet = path.join(world.folder, 'faulty.csv');
  fs.writeFileSync(sheet, '客户名称,负责人\n好公司,li@example.com\n坏公司,nobody@example.com\n');
  const result = await world.server.tryImport(sheet);
  assert.notEqual(result.code, 0);
  assert.match(result.text, /3/, 'names the line');
  assert.match(result.text, /FF-\d{4}|nobody@example\.com/, 'and the reason');
  await world.server.start();
  assert.equal((await (await world.dashboard('wang')).customers()).length, 2);
});

test('doctor: a damaged database is named as such', async (t) => {
  const world = await startWorld(t, { customers: 4 });
  await world.server.stop();
  const file = world.server.databaseFile();
  const handle = fs.openSync(file, 'r+');
  fs.writeSync(handle, Buffer.alloc(4096, 0x5a), 0, 4096, 8192);
  fs.closeSync(handle);
  const result = await world.server.tryDoctor();
  assert.notEqual(result.code, 0);
  assert.match(result.text, /^problem +database/m);
});

test('TLS: the trial certificate serves a phone that trusts it and is refused by one that does not', async (t) => {
  const world = await startWorld(t, { customers: 2, tls: true });
  const trusting = await world.phone('li', { url: world.server.url, ca: world.server.certificate() });
  await trusting.sync();
  assert.ok((await trusting.customers()).length > 0);
  const code = await world.enrolmentCode('zhao');
  await assert.rejects(world.phone('zhao', { url: world.server.url }), /FF-5\d{3}|certificate/i, 'an unknown certificate is no server');
  assert.ok(code);
});

test('commands: --help everywhere, and wrong usage is told apart from failure', async () => {
  for (const name of ['fieldfare-server', 'fieldfare-cli']) {
    const help = await run(program(name), ['--help']);
    assert.equal(help.code, 0, help.text);
    const wrong = await run(program(name), ['--no-such-option']);
    assert.notEqual(wrong.code, 0);
    assert.match(wrong.text, /no-such-option|usage|help/i);
  }
});
