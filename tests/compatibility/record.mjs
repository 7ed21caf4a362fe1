// Records what today's programs leave behind, for later ones to be tested with. See --help.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { enrolByHand, pushBody, visitGroup } from '../e2e/support/wire.mjs';
import { temporaryFolder } from '../e2e/support/processes.mjs';
import { makeWorld } from '../e2e/support/world.mjs';
import { bookOf, recordings, write } from './corpus.mjs';
import { ask, recorded_url, startRecorder } from './recorder.mjs';

const help = `usage: FIELDFARE_BUILD=<build folder> node tests/compatibility/record.mjs NAME
Lets a real phone and a real server work with each other and keeps their databases and exchanges as tests/compatibility/NAME, which
tests/e2e/compatibility.test.mjs replays with the programs of later versions. Record once for every release ("0.2.0") and for every change of
the protocol or of a database's schema; never change a recording.
exit codes: 0 recorded, 1 something failed, 2 wrong usage
`;

function nameGiven() {
  try {
    const { values, positionals } = parseArgs({ options: { help: { type: 'boolean' } }, allowPositionals: true });
    if (values.help) {
      process.stdout.write(help);
      process.exit(0);
    }
    if (positionals.length !== 1 || !/^[0-9a-z.-]+$/.test(positionals[0])) throw new Error('one NAME of digits, small letters, dots and dashes');
    if (recordings().includes(positionals[0])) throw new Error(`${positionals[0]} is recorded already`);
    return positionals[0];
  } catch (error) {
    process.stderr.write(`${error.message}\n${help}`);
    return process.exit(2);
  }
}

const say = (text) => process.stdout.write(`${text}\n`);

// One who speaks JSON and works on the same customers.
async function editByHand(hand, number, customer, field, value) {
  const base = (await hand.pull()).rows.find((row) => row.id === customer);
  const stamp = `${BigInt(Date.now()) << 16n}.${hand.device}`;
  const change = { kind: 'update', entity: 'customer', row: customer, stamp, cells: [{ field, value, base: base.clocks.row }] };
  return hand.push([{ number, changes: [change] }]);
}

async function workOffline(phone, customers) {
  await phone.logVisit({ customer: customers[0].id, note: '离线拜访', next: '寄样品', due: '2027-03-01', stage: 'intent' });
  await phone.edit(customers[0].id, { industry: '纺织', tags: ['重点', '展会'] });
  await phone.edit(customers[1].id, { city: '杭州', note: '第一段 第二段' });
  await phone.fileCustomerWithContact('离线建档的公司', '孙经理', '13900000001');
}

async function talk(world, phone, hand) {
  const recorder = await startRecorder(world.server.url);
  try {
    await phone.sync();
    const form = { accept: 'application/json', 'content-type': 'application/json', authorization: `Bearer ${hand.token}`, 'fieldfare-protocol': '1' };
    const asked = (method, route, message) => ask(recorded_url, { method, path: route, headers: form, body: Buffer.from(message ? JSON.stringify(message) : '').toString('base64') });
    const page = JSON.parse(Buffer.from((await asked('GET', '/v1/pull?cursor=0')).body, 'base64'));
    const visit = pushBody(hand, [visitGroup(hand, 2, { note: '手工协议' }), { number: 3, changes: [{ kind: 'add', entity: 'warehouse', row: hand.customer, stamp: '1.1', cells: [] }] }]);
    const after = { ...visit, after: 1, chain: hand.chain };
    await asked('POST', '/v1/push', after);
    await asked('POST', '/v1/push', after);  // its answer was lost
    await asked('GET', '/v1/time');
    await asked('GET', `/v1/pull?cursor=${page.cursor}`);
    await asked('GET', '/v1/pull?cursor=999999');
    await asked('POST', '/v1/push', { ...after, chain: 'f'.repeat(64) });
    await phone.sync();
    return recorder.exchanges;
  } finally {
    await recorder.close();
  }
}

async function record(name) {
  const folder = temporaryFolder('record');
  say('a server with customers, a phone and a colleague who speaks JSON');
  const world = await makeWorld({ folder, customers: 6 });
  try {
    const customers = world.customersOf('li');
    const recorder = await startRecorder(world.server.url);
    const phone = await world.phone('li', { url: recorded_url, key: '' });
    await phone.sync();
    await recorder.close();
    const hand = await enrolByHand(world, 'li');
    say('edits that cross');
    await workOffline(phone, customers);
    const crossed = await editByHand(hand, 1, customers[0].id, 'industry', '服装');
    hand.chain = crossed.body.chain;
    const before = { book: await bookOf(phone), outbox: (await phone.outbox()).length };
    await world.server.stop();
    const copies = { phone: path.join(folder, 'phone.db'), server: path.join(folder, 'server.db') };
    fs.copyFileSync(path.join(phone.folder, 'fieldfare.db'), copies.phone);
    copies.install = path.join(phone.folder, 'fieldfare.db.install');
    fs.copyFileSync(world.server.databaseFile(), copies.server);
    await world.server.start();
    say('their exchanges');
    const exchanges = await talk(world, phone, hand);
    const after = { book: await bookOf(phone), outbox: (await phone.outbox()).length };
    const made = write(name, { ...copies, exchanges, expected: { before, after } });
    say(`${exchanges.length} exchanges recorded in ${path.relative(process.cwd(), made)}`);
  } finally {
    await world.close();
  }
}

await record(nameGiven());
