// What somebody overwrote without having seen it comes to its author's phone, and back if he wants it back. What a phone
// was refused and a lead took leaves its outbox.
import assert from 'node:assert/strict';
import test from 'node:test';
import { startWorld } from './support/world.mjs';

const name = (change) => change.cells.find((cell) => cell.field === 'name').value;

test('conflict inbox: an overwritten value is shown to its author, put back, and settled everywhere', async (t) => {
  const world = await startWorld(t, { customers: 2 });
  const [li, wang] = [await world.phone('li'), await world.phone('wang')];
  const [customer] = world.customersOf('li');
  for (const phone of [li, wang]) await phone.sync();
  const before = (await li.customer(customer.id)).fields.name;
  await li.edit(customer.id, { name: '李强写的名字' });
  await wang.edit(customer.id, { name: '王芳写的名字' });
  for (const phone of [li, wang, li]) await phone.sync();

  const [conflict, ...others] = (await li.off(['conflicts'])).items;
  assert.equal(others.length, 0);
  assert.deepEqual([before, '李强写的名字', '王芳写的名字'], [name(conflict.before), name(conflict.lost), name(conflict.kept)]);
  assert.deepEqual((await wang.off(['conflicts'])).items, []);

  await li.off(['settle', conflict.id, '--restore']);
  for (const phone of [li, wang]) await phone.sync();
  assert.equal((await wang.customer(customer.id)).fields.name, '李强写的名字');
  assert.deepEqual((await li.off(['conflicts'])).items, []);
  const lead = await world.dashboard('wang');
  assert.equal((await lead.get('/api/conflicts')).open, 0);
  const [settled] = (await lead.get('/api/conflicts?state=resolved')).items;
  assert.equal(settled.state, 'restored');
  assert.equal(settled.resolved_by.name, '李强');
});

test('refused record: what a lead took in his name leaves the phone’s outbox', async (t) => {
  const world = await startWorld(t, { customers: 2 });
  const phone = await world.phone('li');
  await phone.sync();
  const [customer] = world.customersOf('li');
  const lead = await world.dashboard('wang');
  const people = (await lead.get('/api/users')).items;
  const [from, to] = ['李强', '赵敏'].map((person) => people.find((each) => each.name === person).id);
  const { customers, followups } = await lead.get(`/api/handover/preview?from=${from}&to=${to}`);
  await lead.post('/api/handover', { from, to, customers, followups });
  await phone.edit(customer.id, { name: '交接之后写的名字' });
  await phone.sync();
  const [refused] = await phone.outbox();
  assert.equal(refused.state, 'quarantined');
  const [item] = (await lead.get('/api/quarantine')).items;
  await lead.post(`/api/quarantine/${item.group}/accept`, {});
  await phone.sync();
  assert.deepEqual(await phone.outbox(), []);
  const zhao = await world.phone('zhao');
  await zhao.sync();
  assert.equal((await zhao.customer(customer.id)).fields.name, '交接之后写的名字');
});
