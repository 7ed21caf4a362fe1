// What a phone can no longer send goes into an encrypted file, and on from another phone.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { startWorld } from './support/world.mjs';

test('rescue file: unsent work of a revoked phone arrives from the next one, once', async (t) => {
  const world = await startWorld(t, { customers: 2 });
  const phone = await world.phone('li');
  await phone.sync();
  const [customer] = world.customersOf('li');
  await phone.logVisit({ customer: customer.id, channel: 'visit', note: '手机坏掉之前' });
  await world.revoke(phone);
  const file = path.join(phone.folder, 'rescue.ffr');
  const { code } = await phone.off(['rescue', file]);
  assert.ok(!fs.readFileSync(file).includes('手机坏掉之前'), 'nothing of it can be read');
  assert.equal(fs.statSync(file).mode & 0o777, 0o600);

  const next = await world.phone('li');
  await assert.rejects(next.off(['take-in', file, '--code', 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAA']), /FF-4005/);
  assert.equal((await next.off(['take-in', file, '--code', code])).taken, 1);
  assert.equal((await next.off(['take-in', file, '--code', code])).taken, 0);
  await next.sync();
  const lead = await world.dashboard('wang');
  assert.deepEqual((await lead.all('/api/visits')).map((visit) => visit.fields.note), ['手机坏掉之前']);
});
