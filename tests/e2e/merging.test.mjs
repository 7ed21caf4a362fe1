// Two files of one customer become one while a phone is away: what it did meanwhile for the one that is gone arrives at the other, and an undo takes it back.
import assert from 'node:assert/strict';
import test from 'node:test';
import { until } from './support/processes.mjs';
import { startWorld } from './support/world.mjs';

// Li filed the company, and so did Zhao, in other words; each has visited it.
async function startTwice(t) {
  const world = await startWorld(t, { customers: 2 });
  const [li, zhao] = [await world.phone('li'), await world.phone('zhao')];
  const filed = { from: (await li.fileCustomer('田鸫精工')).customer, into: (await zhao.fileCustomer('田鸫精工有限公司', { industry: '机械' })).customer };
  const visits = { li: (await li.logVisit({ customer: filed.from, note: '李强的拜访' })).id, zhao: (await zhao.logVisit({ customer: filed.into, note: '赵敏的拜访' })).id };
  await li.sync();
  await zhao.sync();
  return { world, li, zhao, visits, ...filed, lead: await world.dashboard('wang') };
}

// As somebody does who looks first.
async function undo(lead, from) {
  const { seen } = await lead.get(`/api/merge/undo/preview?from=${from}`);
  await lead.post('/api/merge/undo', { from, seen });
}

const idsOf = async (phone, customer) => (await phone.visits(customer)).map((row) => row.id).sort();

test('two customers are merged: what a phone still sends for one of them arrives at the other, and an undo takes it back', async (t) => {
  const { world, li, zhao, visits, from, into, lead } = await startTwice(t);
  await until('the server to find the pair', async () => (await lead.get('/api/duplicates')).open.some((pair) => pair.reasons.includes('same_name')));
  const preview = await lead.get(`/api/merge/preview?from=${from}&into=${into}`);
  assert.equal(preview.rows.visits, 1);
  assert.deepEqual(preview.gains.map((person) => person.name), ['李强'], 'he goes on working on it');

  // He is away, and does not hear of it.
  world.relay.cut();
  await li.edit(from, { communication_preference: '只在上午来电' });
  const late = (await li.logVisit({ customer: from, note: '离线时的拜访' })).id;
  await lead.post('/api/merge', { from, into, take: '', seen: preview.seen });
  assert.deepEqual((await lead.get('/api/duplicates')).open, []);

  world.relay.restore();
  await li.sync();
  await zhao.sync();
  assert.equal((await li.status()).pending, 0);
  for (const phone of [li, zhao]) {
    assert.deepEqual(await idsOf(phone, into), [visits.li, visits.zhao, late].sort(), `all visits stand with the one that goes on, on ${phone.name}`);
    assert.equal((await phone.customer(into)).fields.communication_preference, '只在上午来电', 'and so does the edit');
    assert.equal(await phone.customer(from), undefined, 'the other one is in no list');
  }
  assert.deepEqual((await lead.all('/api/visits')).filter((visit) => visit.customer.id !== into), []);
  const codes = (await lead.customers()).map((item) => item.fields.code);
  assert.equal(new Set(codes).size, codes.length, 'no code twice');

  // Two customers after all: each has its own again, also what came since.
  await undo(lead, from);
  await li.sync();
  await zhao.sync();
  assert.deepEqual(await idsOf(li, from), [visits.li, late].sort());
  assert.equal((await li.customer(from)).fields.communication_preference, '只在上午来电');
  assert.equal(await li.customer(into), undefined, 'her customer has left his phone');
  assert.deepEqual(await idsOf(zhao, into), [visits.zhao]);
  assert.ok(!(await zhao.customer(into)).fields.communication_preference, 'what was his is not hers any more');
  assert.equal(await zhao.customer(from), undefined);
  assert.equal((await zhao.rows('interaction')).filter((row) => [visits.li, late].includes(row.id)).length, 0, 'no visit of his is left on her phone');
});

test('a new phone begins after a merge with what it made, and an undo reaches it', async (t) => {
  const { world, visits, from, into, lead } = await startTwice(t);
  const { seen } = await lead.get(`/api/merge/preview?from=${from}&into=${into}`);
  await lead.post('/api/merge', { from, into, take: '', seen });
  const other = await world.phone('zhao');
  await other.sync();
  assert.deepEqual(await idsOf(other, into), [visits.li, visits.zhao].sort());
  await undo(lead, from);
  await other.sync();
  assert.deepEqual(await idsOf(other, into), [visits.zhao]);
  assert.equal((await other.rows('interaction')).filter((row) => row.id === visits.li).length, 0);
});
