// The dashboard in headless Chromium over a real server with real phones' data; a visit arrives while it is open.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { run } from './support/processes.mjs';
import { source_root, web } from './support/programs.mjs';
import { people, startWorld } from './support/world.mjs';

const visits_a_phone = 4;
// No check waits longer than half a minute for anything; this only ends one that hangs.
const browser_ms = 540_000;

// Two phones with visits, one value that both changed, one that its author had no right to, and a customer that both filed.
async function fill(world) {
  const [li, zhao] = [await world.phone('li'), await world.phone('zhao')];
  await li.sync();
  const [shared] = world.customersOf('li');
  await world.share(shared, 'zhao');
  await zhao.sync();
  for (const phone of [li, zhao]) {
    for (const customer of world.customersOf(phone.user).slice(0, visits_a_phone)) {
      await phone.logVisit({ customer: customer.id, channel: 'visit', note: `${phone.user} 拜访 ${customer.name}`, next: '下周上门演示' });
    }
    await phone.edit(shared.id, { stage: phone.user === 'li' ? 'intent' : 'lead', decision_cycle: `${phone.user} 的说法` });
  }
  for (const phone of [li, zhao]) await phone.fileCustomer('田鸫精密机械有限公司');
  for (const phone of [li, zhao, li]) await phone.sync();
  const { items } = await (await world.dashboard('wang')).get('/api/users');
  await zhao.edit(shared.id, { owner: items.find((item) => item.name === people.zhao.name).id });
  await zhao.sync();
  return li;
}

const quoted = (args) => args.map((arg) => `'${arg.replaceAll("'", "'\\''")}'`).join(' ');

// What makes a new visit arrive, as a shell command.
function arrival(phone, customer) {
  const command = (...args) => {
    const [program, rest] = phone.arguments(args);
    return quoted([program, ...rest]);
  };
  return `${command('log-visit', '--customer', customer, '--note', '打开着的看板应当看到这一条')} && ${command('sync')}`;
}

test('browser: every check of the dashboard, and a new visit on an open page without a reload', { timeout: 590_000 }, async (t) => {
  assert.ok(fs.existsSync(path.join(web, 'index.html')), 'the dashboard is built (npm --prefix server/web run build)');
  const world = await startWorld(t, { customers: 60, web });
  const phone = await fill(world);
  const { email, password } = people.wang;
  const script = path.join(source_root, 'tests/browser/run.mjs');
  const args = [script, '--url', world.server.url, '--email', email, '--on-live', arrival(phone, world.customersOf('li')[1].id)];
  const result = await run(process.execPath, args, { within: browser_ms, env: { FIELDFARE_PASSWORD: password } });
  assert.equal(result.code, 0, result.text);
  const sum = /^(\d+) passed, 0 failed, 0 skipped$/m.exec(result.stdout);
  assert.ok(sum && Number(sum[1]) > 5, `every check ran: ${result.stdout}`);
  t.diagnostic(`note: ${sum[1]} checks in the browser`);
});
