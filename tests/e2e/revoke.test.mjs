// A revoked phone is told so clearly and keeps what it could not send.
import assert from 'node:assert/strict';
import test from 'node:test';
import { startWorld } from './support/world.mjs';

test('revoked phone: a clear error, no more access, unsent work is kept', async (t) => {
  const world = await startWorld(t, { customers: 2 });
  const phone = await world.phone('li');
  await phone.sync();
  await phone.logVisit({ customer: world.customersOf('li')[0].id, channel: 'visit', note: '吊销之前没有发出' });
  await world.revoke(phone);

  const attempt = await phone.trySync();
  assert.notEqual(attempt.code, 0, 'the exchange does not succeed');
  assert.match(attempt.text, /FF-2004/, 'and says why');
  assert.equal((await phone.status()).pending, 1, 'the unsent visit is still on the phone');
  assert.equal((await phone.outbox()).length, 1);
  const lead = await world.dashboard('wang');
  assert.equal((await lead.all('/api/visits')).length, 0, 'nothing got through');
  const device = (await lead.get('/api/devices')).items.find((item) => item.name === phone.name);
  assert.equal(device.state, 'revoked');
});

test('enrolled anew: what a revoked phone had saved meanwhile arrives, once', async (t) => {
  const world = await startWorld(t, { customers: 2 });
  const phone = await world.phone('li');
  await phone.sync();
  const [customer] = world.customersOf('li');
  await phone.logVisit({ customer: customer.id, channel: 'visit', note: '吊销之前' });
  await world.revoke(phone);
  assert.notEqual((await phone.trySync()).code, 0);
  await phone.logVisit({ customer: customer.id, channel: 'phone', note: '吊销期间' });
  const filed = await phone.fileCustomerWithContact('吊销期间建档', '李经理', '13800000000');

  const former = phone.device;
  await world.enrolAnew(phone);
  assert.notEqual(phone.device, former);
  await phone.sync();
  await phone.sync();
  assert.deepEqual(await phone.outbox(), []);
  const lead = await world.dashboard('wang');
  const visits = await lead.all('/api/visits');
  assert.deepEqual(visits.map((visit) => visit.fields.note).sort(), ['吊销之前', '吊销期间'].sort());
  const [contact] = (await phone.rows('contact', filed.customer));
  assert.equal(contact.fields.phone, '13800000000');
});
