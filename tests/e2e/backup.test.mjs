// Backups as an operator makes, checks, loses and puts back: the real program, real files, phones that go on.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { login } from './support/api.mjs';
import { ok, sleep, start, temporaryFolder, until } from './support/processes.mjs';
import { people, startWorld } from './support/world.mjs';

const named = (folder) => fs.readdirSync(folder).filter((name) => name.endsWith('.db')).map((name) => path.join(folder, name));
const verify = (server, file) => server.tryCommand(['restore', '--verify', file]);
// The dashboard asked anew: sessions end with the database that held them.
const visits = async (server) => (await (await login(server.url, people.wang.email, people.wang.password)).all('/api/visits')).map((row) => row.id).sort();

test('backup: a server whose data are gone is put back from yesterday, and its phones bring what came after', async (t) => {
  const world = await startWorld(t, { customers: 6 });
  const { server } = world;
  const folder = temporaryFolder('backups');
  const [li, zhao] = [await world.phone('li'), await world.phone('zhao')];
  const visit = async (phone, note) => (await phone.logVisit({ customer: world.customersOf(phone.user)[0].id, channel: 'visit', note })).id;
  for (const phone of [li, zhao]) await phone.sync();
  const early = [await visit(li, '备份之前'), await visit(zhao, '备份之前')];
  for (const phone of [li, zhao]) await phone.sync();

  const file = await server.backup(folder);
  assert.equal((await verify(server, file)).code, 0);
  const late = [];
  for (let i = 0; i < 20; i += 1) late.push(await visit(li, `备份之后 ${i}`), await visit(zhao, `备份之后 ${i}`));
  const filed = (await li.fileCustomer('备份之后建档的客户')).customer;
  const late_phone = await world.phone('li', { name: '备份之后的手机' });
  await late_phone.sync();
  late.push(await visit(late_phone, '新手机'));
  await late_phone.sync();
  for (const phone of [li, zhao]) await phone.sync();
  assert.deepEqual(await visits(server), [...early, ...late].sort(), 'all acknowledged');
  const unsent = await visit(zhao, '还没有发送');

  const running = await server.tryCommand(['restore', file]);
  assert.equal(running.code, 1);
  assert.match(running.text, /stop the server first/);
  await server.stop();
  fs.rmSync(server.data, { recursive: true });
  await server.restore(file);
  await server.start();
  assert.deepEqual(await visits(server), early.sort(), 'what the backup holds');
  for (const phone of [li, zhao]) await phone.sync();
  assert.equal((await late_phone.trySync()).code, 1, 'the server does not know this phone');
  await world.enrolAnew(late_phone);
  await late_phone.sync();
  assert.deepEqual(await visits(server), [...early, ...late, unsent].sort(), '0 lost');
  const dashboard = await login(server.url, people.wang.email, people.wang.password);
  assert.ok((await dashboard.customers()).some((item) => item.id === filed), 'the customer that was filed, too');
  for (const phone of [li, zhao, late_phone]) assert.deepEqual(await phone.outbox(), []);
  assert.match(await server.doctor(), /^ok +database/m);
});

test('backup: a restore keeps the replaced database aside, and refuses a backup with one wrong byte', async (t) => {
  const world = await startWorld(t, { customers: 2 });
  const { server } = world;
  const folder = temporaryFolder('backups');
  const phone = await world.phone('li');
  await phone.sync();
  const file = await server.backup(folder);
  const { id } = await phone.logVisit({ customer: world.customersOf('li')[0].id, channel: 'visit', note: '之后' });
  await phone.sync();
  await server.stop();
  await server.restore(file);
  const aside = fs.readdirSync(server.data).filter((name) => name.startsWith('replaced-'));
  assert.equal(aside.length, 1);
  assert.ok(fs.existsSync(path.join(server.data, aside[0], 'fieldfare.db')));

  const bytes = fs.readFileSync(file);
  bytes[Math.floor(bytes.length / 3)] ^= 1;
  fs.writeFileSync(file, bytes);
  for (const args of [['restore', '--verify', file], ['restore', file]]) {
    const refused = await server.tryCommand(args);
    assert.equal(refused.code, 1);
    assert.match(refused.text, /FF-4003/);
  }
  await server.start();
  await phone.sync();
  assert.deepEqual(await visits(server), [id], 'what stands there stays');
});

test('backup: killed at any moment, the program leaves nothing that looks like a backup and is none', async (t) => {
  const world = await startWorld(t, { customers: 100 });
  const { server } = world;
  const folder = temporaryFolder('backups');
  const began = performance.now();
  await server.backup(folder);
  const whole = performance.now() - began;
  let cut = 0;
  for (let i = 0; i < 24; i += 1) {
    const [program, args, options] = server.arguments(['backup', '--folder', folder]);
    const process_ = start(program, args, options);
    await sleep(whole * i / 20);
    const { signal } = await process_.kill();
    if (signal) cut += 1;
  }
  assert.ok(cut > 0, 'some were killed');
  for (const file of named(folder)) assert.equal((await verify(server, file)).code, 0, file);
  await until('a second of its own', async () => server.backup(folder), { every: 300 });
  assert.deepEqual(fs.readdirSync(folder).filter((name) => !/^fieldfare-\d{8}T\d{6}Z-\d+\.(db|json|sha256)$/.test(name)), [], 'cleared away by the next one');
  assert.equal(fs.readdirSync(folder).filter((name) => name.endsWith('.json')).length, named(folder).length);
  t.diagnostic(`${cut} of 24 were killed, ${named(folder).length} backups stand`);
});

test('backup: the server takes one by itself, and tells of it', async (t) => {
  const backups = temporaryFolder('backups');
  const world = await startWorld(t, { customers: 2, backups });
  const { server } = world;
  await until('a backup', () => named(backups).length > 0);
  assert.equal((await verify(server, named(backups)[0])).code, 0);
  const list = await server.command(['backup', 'list']);
  assert.match(list.stdout, /^fieldfare-.*whole$/m);
  const metrics = await until('the figures', async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return text.includes('fieldfare_backup_age_seconds') && text;
  });
  assert.match(metrics, /^fieldfare_backup_failures_total 0$/m);
  assert.match(await server.doctor(), /^ok +backup/m);
});

// A small disk of its own.
function smallDisk(t, size) {
  const folder = temporaryFolder('disk');
  const mounted = process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', folder]).status === 0;
  if (mounted) t.after(() => spawnSync('umount', ['-l', folder]));
  return mounted ? folder : null;
}

test('backup: a full disk or a folder that is gone is told, and hurts nobody', async (t) => {
  const disk = smallDisk(t, '4m');
  if (!disk) {
    t.skip('no right to mount a small disk');
    return;
  }
  const world = await startWorld(t, { customers: 2, backups: disk });
  const { server } = world;
  await until('the failure in the log', () => server.process.text().includes('FF-4002'));
  const refused = await server.tryCommand(['backup']);
  assert.equal(refused.code, 1);
  assert.match(refused.text, /FF-4002/);
  const nowhere = await server.tryCommand(['backup', '--folder', path.join(disk, 'none')]);
  assert.equal(nowhere.code, 1);
  assert.match(nowhere.text, /FF-4001/);
  assert.deepEqual(fs.readdirSync(disk), []);
  assert.match(await (await fetch(`${server.url}/metrics`)).text(), /^fieldfare_backup_failures_total [1-9]/m);
  const doctor = await server.tryDoctor();
  assert.match(doctor.text, /^problem +backup/m);
  const phone = await world.phone('li');
  await phone.sync();
  const { id } = await phone.logVisit({ customer: world.customersOf('li')[0].id, channel: 'visit', note: '照常' });
  await phone.sync();
  assert.deepEqual(await visits(server), [id]);
  await ok('mount', ['-o', 'remount,size=200m', disk]);
  await server.backup(disk);
});
