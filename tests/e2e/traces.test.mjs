// What a phone's user may not see any more is nowhere in its data directory: database, log, shared memory, temporary files, whatever lies there.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { until } from './support/processes.mjs';
import { people, startWorld } from './support/world.mjs';

// Files of the folder in which the words stand.
function filesWith(folder, words) {
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && fs.readFileSync(path.join(entry.parentPath ?? entry.path, entry.name)).includes(words))
    .map((entry) => entry.name);
}
const holds = (phone, words) => filesWith(phone.folder, words).length > 0;

const number = 'ymplqwzrtk';
const email = 'hvbxqjdnwf';
const note = '只有这次拜访才说的话';

async function startTold(t) {
  const world = await startWorld(t, { customers: 2 });
  const li = await world.phone('li', { key: '' });
  await li.sync();
  const { customer } = await li.fileCustomerWithContact('留痕测试公司', '张经理', number);
  await li.edit(customer, { annual_revenue: 987654321, communication_preference: email });
  await li.logVisit({ customer, channel: 'visit', note });
  await li.sync();
  return { world, li, customer };
}

test('a class of fields is hidden: the lead\'s phone keeps no trace of it, and shows it again later', async (t) => {
  const { world, li, customer } = await startTold(t);
  const wang = await world.phone('wang', { key: '' });
  await wang.sync();
  assert.ok(holds(wang, number), 'this search can find it');

  await world.server.mask('lead', 'contact_data', 'revenue');
  await wang.sync();
  assert.deepEqual(filesWith(wang.folder, number), []);
  assert.ok(holds(wang, note), 'what is not hidden stays');
  const [contact] = await wang.rows('contact', customer);
  assert.equal(contact.fields.name, '张经理');
  assert.equal(contact.fields.phone, undefined);
  assert.equal((await wang.customer(customer)).fields.annual_revenue, undefined);
  assert.ok(holds(li, number), 'his own customer is shown whole');
  const lead = await world.dashboard('wang');
  const page = await lead.get(`/api/customers/${customer}`);
  assert.ok(!JSON.stringify(page).includes(number));
  assert.ok(page.contacts[0].masked.includes('phone'));

  await world.server.mask('lead');
  await wang.sync();
  assert.equal((await wang.rows('contact', customer))[0].fields.phone, number);
});

test('a customer goes to somebody else: the phone that had it keeps no trace, also while it is on', async (t) => {
  const { world, li, customer } = await startTold(t);
  for (const words of [number, email, note]) assert.ok(holds(li, words), `${words} can be found`);
  const switched = li.watch();
  await world.server.handOver(people.li.email, people.zhao.email);
  await until('the customer to leave', async () => (await li.customer(customer)) === undefined);
  for (const words of [number, email, note]) {
    await until(`no trace of ${words}`, () => filesWith(li.folder, words).length === 0);
  }
  await switched.stop();
  for (const words of [number, email, note]) assert.deepEqual(filesWith(li.folder, words), []);
  const zhao = await world.phone('zhao', { key: '' });
  await zhao.sync();
  assert.ok(holds(zhao, number) && holds(zhao, note), 'who has it now holds it');
});
