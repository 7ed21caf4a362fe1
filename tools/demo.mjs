// The demo behind tools/demo: expects the programs and the dashboard to be built.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { dateText, day_ms, picker } from './demo-data.mjs';
import { basicSheet, morning, planSheet, strategySheet, visits as handbookVisits } from './demo-handbook.mjs';
import { dashboardPictures, organisations_zone, phonePictures } from './demo-pictures.mjs';
import { weeksOfVisits } from './demo-weeks.mjs';
import { program, source_root, web } from '../tests/e2e/support/programs.mjs';
import { start, until } from '../tests/e2e/support/processes.mjs';
import { makeWorld, people, reps } from '../tests/e2e/support/world.mjs';

const { values: options } = parseArgs({ options: { once: { type: 'boolean' }, screenshots: { type: 'boolean' } } });
const seed = 20261122;
const sheets = [basicSheet(people.li.email), planSheet(people.li.email), strategySheet(people.zhao.email)];
const generated = 200;
const first_sheet = generated + 2; // with the two rows of the S4 handbook
const customer_count = first_sheet + sheets.reduce((sum, rows) => sum + rows.length - 1, 0);
const handbook_codes = ['202310001', '202310002', 'C202405001', 'A001', 'B002', 'C003'];
const arrival_ms = 10_000;
const inDays = (count) => dateText(Date.now() + count * day_ms);
const folder = path.join(source_root, 'build/demo');

const began = performance.now();
const say = (text) => console.log(`[${String(Math.floor((performance.now() - began) / 1000)).padStart(4)}s] ${text}`);
const indent = (text) => console.log(`        ${text}`);

function check(condition, missing) {
  if (!condition) throw new Error(missing);
}

// The visits that the handbooks' tables tell of, on the phone of whose customers they were.
async function handbooks(phone, customers) {
  const ids = new Map(customers.map((row) => [row.name, row.id]));
  const own = handbookVisits.filter((visit) => ids.has(visit.customer));
  for (const { customer, day, ...visit } of own) await phone.logVisit({ ...visit, customer: ids.get(customer), at: morning(day) });
  return own.length;
}

// Logs weeks of ordinary work on a phone that is on, so that the dashboard has something to show.
async function backfill(phone, customers, now) {
  const contacts = await phone.rows('contact');
  const surname = (row) => `${row.fields.name.replace('*', '')[0]}${row.fields.title ?? '总'}`;
  const people = new Map(contacts.map((row) => [row.fields.customer, surname(row)]));
  const visits = weeksOfVisits({ pick: picker(seed + phone.user.length), customers, people, now });
  const switched = phone.watch();
  const told = await handbooks(phone, customers);
  for (const one of visits) await phone.logVisit(one);
  await switched.stop();
  return told + visits.length;
}

async function offlineVisits(world, phone) {
  const [first, second] = world.customersOf(phone.user);
  const notes = [
    { customer: first.id, channel: 'visit', note: '车间没有信号：看了两台冲压机，停机每天约4次，下周带技术来', next: '上门演示', due: inDays(7) },
    { customer: first.id, channel: 'phone', note: '电梯里补记：采购经理要求付款分三期', next: '发送针对性方案及报价', due: inDays(3) },
    { customer: second.id, channel: 'wechat', note: '回程高铁上：客户确认样品收到', next: '回访试用情况', due: inDays(4) },
  ];
  const saved = [];
  for (const note of notes) {
    const { id } = await phone.logVisit(note);
    saved.push(id);
    indent(`saved on the phone, no network: ${note.note}`);
  }
  return saved;
}

// Both reps change the same field without knowing of each other; one value wins, the other is kept for a person.
async function disagree(world, li, zhao) {
  const shared = world.customersOf('li')[0];
  await world.share(shared, 'zhao');
  await zhao.sync();
  world.relay.cut();
  await li.edit(shared.id, { decision_cycle: '约一个月' });
  await zhao.edit(shared.id, { decision_cycle: '董事会后两周' });
  return shared;
}

async function reconnect(world, phone, lead, saved) {
  const before = new Set((await lead.all('/api/visits')).map((row) => row.id));
  check(saved.every((id) => !before.has(id)), 'the visits were on the server although the network was cut');
  const watcher = phone.watch();
  const news = await lead.live();
  world.relay.restore();
  const restored = performance.now();
  await until('the visits saved offline to reach the server', async () => {
    const ids = new Set((await lead.all('/api/visits')).map((row) => row.id));
    return saved.every((id) => ids.has(id));
  }, { within: arrival_ms });
  const seconds = (performance.now() - restored) / 1000;
  await until('the open dashboard to be told', () => news.seqs.length > 0);
  news.close();
  await until('the phone to have nothing unsent', async () => (await phone.status()).pending === 0);
  await watcher.stop();
  return seconds;
}

async function verify(lead, { logged, saved }) {
  const customers = await lead.customers();
  check(customers.length === customer_count, `the lead sees ${customers.length} customers, ${customer_count} were imported`);
  const codes = new Set(customers.map((item) => item.fields.code));
  for (const code of handbook_codes) check(codes.has(code), `the handbooks' customer ${code} is missing`);
  const rows = await lead.all('/api/visits');
  const notes = new Set(rows.map((row) => row.fields.note));
  for (const { note } of handbookVisits) check(notes.has(note), `the handbooks' visit is missing: ${note}`);
  const visits = rows.map((row) => row.id);
  check(new Set(visits).size === visits.length, 'a visit stands twice');
  check(visits.length === logged + saved.length, `${visits.length} visits on the server, ${logged + saved.length} were logged`);
  const conflicts = await lead.all('/api/conflicts');
  check(conflicts.length === 1 && conflicts[0].field === 'decision_cycle', `one conflict was expected, there are ${conflicts.length}`);
  const overview = await lead.get('/api/overview');
  check(overview.freshness.phones_total === reps.length, `${overview.freshness.phones_total} phones, ${reps.length} were enrolled`);
  return { visits: visits.length, customers: customers.length, conflicts: conflicts.length, overview };
}

function openWindow(phone) {
  const app = start(program('fieldfare'), ['--data', phone.folder], { env: { TZ: organisations_zone } });
  app.exited.then(({ code, signal }) => {
    const why = signal ?? `exit code ${code}`;
    say(`the app's window was closed${code === 0 ? '' : ` (${why})\n${app.text()}`}`);
  });
  return app;
}

async function stayUntilInterrupted(phones) {
  const watchers = phones.map((phone) => phone.watch());
  const screen = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (screen) await watchers.shift().stop();
  const app = screen ? openWindow(phones[0]) : null;
  say(screen ? `the window is ${people.li.name}'s phone; Ctrl-C ends everything` : 'no display, so no app window; Ctrl-C ends everything');
  await new Promise((done) => { process.removeAllListeners('SIGINT'); process.once('SIGINT', done); });
  await app?.stop().catch(() => {});
}

async function story(world) {
  const now = Date.now();
  const [li, zhao] = [await world.phone('li', { name: '李强的红米' }), await world.phone('zhao', { name: '赵敏的小米' })];
  for (const phone of [li, zhao]) await phone.sync();
  say(`two phones enrolled: ${(await li.customers()).length} customers on ${people.li.name}'s, ${(await zhao.customers()).length} on ${people.zhao.name}'s`);
  let logged = 0;
  for (const phone of [li, zhao]) {
    const count = await backfill(phone, world.customersOf(phone.user), now);
    logged += count;
    say(`${people[phone.user].name}: the handbooks' visits and four weeks of work on the phone, ${count} in all`);
    await phone.sync();
  }
  const shared = await disagree(world, li, zhao);
  say('the network is cut');
  const saved = await offlineVisits(world, li);
  indent(`both reps changed how ${shared.name} decides, neither knowing of the other`);
  say(`${people.li.name}'s phone: ${(await li.status()).pending} groups of changes wait to be sent; the network comes back`);
  const lead = await world.dashboard('wang');
  const seconds = await reconnect(world, li, lead, saved);
  const arrived = (await lead.all('/api/visits')).filter((row) => saved.includes(row.id));
  say(`${saved.length} visits arrived ${seconds.toFixed(1)} s after the network's return, by themselves; the dashboard was told at once`);
  for (const { rep, customer, fields } of arrived) indent(`arrived: ${rep.name}, ${customer.name}: ${fields.note}`);
  await zhao.sync();
  await li.sync();
  return { phones: [li, zhao], lead, logged, saved };
}

async function main() {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const world = await makeWorld({ folder, customers: first_sheet, sheets, web });
  say(`organisation made, ${customer_count} customers imported, server at ${world.server.url}`);
  try {
    const result = await story(world);
    const seen = await verify(result.lead, result);
    say(`verified: ${seen.customers} customers, ${seen.visits} visits each once, ${seen.conflicts} overwritten value kept for a decision`);
    indent(`dashboard: ${world.server.url}/`);
    indent(`login:     ${people.wang.email}   password: ${people.wang.password}`);
    if (options.once || options.screenshots) await pictures(world, result.phones);
    else await stayUntilInterrupted(result.phones);
  } finally {
    await world.close();
  }
}

async function pictures(world, phones) {
  const into = path.join(folder, 'pictures');
  const every = Boolean(options.screenshots);
  for (const make of [dashboardPictures, phonePictures]) {
    const made = await make({ into, every, phone: phones[0], url: world.server.url, lead: people.wang, say });
    check(made.length > 0, `no pictures were made by ${make.name}`);
    for (const file of made) check(fs.statSync(file).size > 2000, `${file} is empty`);
    const shown = every ? made : made.filter((file) => /zh-CN.light/.test(file) && !file.includes('360x640'));
    shown.forEach(indent);
    if (shown.length < made.length) indent(`and ${made.length - shown.length} more in ${path.dirname(made[0])}`);
  }
}

main().then(() => {
  say('done; everything that was started has ended');
  process.exit(0);
}, (error) => {
  console.error(`demo: ${error.message}`);
  process.exit(1);
});
