// A phone whose data was copied: both lives go on with real programs, and neither loses a visit.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { startWorld } from './support/world.mjs';

const notes = async (world) => (await (await world.dashboard('wang')).all('/api/visits')).map((visit) => visit.fields.note).sort();

// With the number that says which install it is, or without it, as a backup brings it back.
async function twins(t, withInstall) {
  const world = await startWorld(t, { customers: 2 });
  const phone = await world.phone('li');
  await phone.sync();
  const [customer] = world.customersOf('li');
  const visit = (of, note) => of.logVisit({ customer: customer.id, channel: 'visit', note });
  await visit(phone, '复制之前，未发出');
  const twin = world.copyOf(phone, { withInstall });
  await visit(phone, '原机');
  await visit(twin, '副本');
  await phone.sync();
  await twin.sync();
  await visit(phone, '原机，之后');
  await visit(twin, '副本，之后');
  for (const each of [twin, phone, twin]) await each.sync();
  assert.deepEqual(await notes(world), ['复制之前，未发出', '原机', '副本', '原机，之后', '副本，之后'].sort());
  for (const each of [phone, twin]) {
    assert.equal((await each.visits(customer.id)).length, 5);
    assert.deepEqual(await each.outbox(), []);
  }
  const [one, other] = [await phone.status(), await twin.status()];
  assert.notEqual(other.device, one.device);
  assert.equal(other.forked_from, one.device);
  assert.equal(one.forked_from, undefined);
  const shown = (await (await world.dashboard('wang')).get('/api/devices')).items;
  assert.equal(shown.filter((item) => item.forked_from?.number === one.device).length, 1);
  assert.match(await world.server.devices(), new RegExp(`^${other.device}\t.*\ta copy of ${one.device}$`, 'm'));

  await world.server.revoke(one.device);
  assert.match((await phone.trySync()).text, /FF-2004/);
  await visit(twin, '原机已吊销');
  await twin.sync();
  assert.ok((await notes(world)).includes('原机已吊销'));
}

test('a copy that finds another install: it goes on as a device of its own, and nothing is lost', (t) => twins(t, false));
test('a copy that takes itself for the phone: the server tells them apart, and nothing is lost', (t) => twins(t, true));

test('a phone set back to an older backup of its data goes on by itself', async (t) => {
  const world = await startWorld(t, { customers: 2 });
  const phone = await world.phone('li');
  await phone.sync();
  const [customer] = world.customersOf('li');
  const backup = `${phone.folder}.backup`;
  fs.cpSync(phone.folder, backup, { recursive: true });
  await phone.logVisit({ customer: customer.id, channel: 'visit', note: '备份之后，已发出' });
  await phone.sync();
  fs.rmSync(phone.folder, { recursive: true });
  fs.cpSync(backup, phone.folder, { recursive: true });
  assert.ok(fs.existsSync(path.join(phone.folder, 'fieldfare.db.install')));
  await phone.logVisit({ customer: customer.id, channel: 'phone', note: '恢复之后' });
  await phone.sync();
  assert.deepEqual(await notes(world), ['备份之后，已发出', '恢复之后'].sort());
  assert.equal((await phone.visits(customer.id)).length, 2);
  assert.ok((await phone.status()).forked_from > 0);
});
