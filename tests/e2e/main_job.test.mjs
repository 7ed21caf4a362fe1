// The main job: a visit saved with no network survives a kill, arrives by itself and is seen where it may be seen.
import assert from 'node:assert/strict';
import test from 'node:test';
import { launch, openContext, signIn } from '../browser/support/browser.mjs';
import { until } from './support/processes.mjs';
import { web } from './support/programs.mjs';
import { people, startWorld } from './support/world.mjs';

const arrival_ms = 10_000;

// The feed of visits in a real browser. `shows` waits for a visit; `same` tells whether it is still the document that was opened.
async function openDashboard(t, url) {
  const browser = await launch();
  t.after(() => browser.close());
  const page = await (await openContext(browser)).newPage();
  await signIn(page, { url: `${url}/visits`, ...people.wang });
  await page.locator('[data-testid="live"][data-state="live"]').waitFor();
  await page.evaluate(() => { window.opened_once = true; });
  const cards = page.getByTestId('visit');
  return {
    count: () => cards.count(),
    shows: (id) => page.locator(`[data-testid="visit"][data-id="${id}"]`).waitFor({ timeout: arrival_ms }),
    same: () => page.evaluate(() => window.opened_once === true),
  };
}

test('main job: saved offline, killed, back within 10 s on the server, the dashboard and the other phone', async (t) => {
  const world = await startWorld(t, { customers: 8, web });
  const [li, zhao] = [await world.phone('li'), await world.phone('zhao')];
  await li.sync();
  await zhao.sync();
  const [shared, own] = world.customersOf('li');
  await world.share(shared, 'zhao');
  await zhao.sync();
  assert.ok((await zhao.customers()).some((row) => row.id === shared.id), 'the shared customer is on the second phone');
  assert.ok(!(await zhao.customers()).some((row) => row.id === own.id), 'the other one is not');

  world.relay.cut();
  const watcher = li.watch();
  const saved = [
    await li.logVisit({ customer: shared.id, channel: 'visit', note: '上门看了一号车间，离线记录', next: '下周上门演示' }),
    await li.logVisit({ customer: own.id, channel: 'phone', note: '电话确认预算，离线记录' }),
  ];
  await watcher.kill();
  const last = await li.logVisitThenDie({ customer: shared.id, channel: 'wechat', note: '保存后立即被杀掉' });
  saved.push(last);
  assert.equal((await li.status()).pending, 3, 'all three visits are on the phone and unsent');

  const lead = await world.dashboard('wang');
  const news = await lead.live();
  t.after(() => news.close());
  assert.match(news.type, /^text\/event-stream/);
  assert.equal((await lead.all('/api/visits')).length, 0, 'nothing has arrived yet');
  const dashboard = await openDashboard(t, world.server.url);
  assert.equal(await dashboard.count(), 0, 'and the open dashboard shows none');
  const newsBefore = news.seqs.length;
  const again = li.watch();
  const other = zhao.watch();
  await until('the phone to try and find no network', () => again.states.some((line) => line.state === 'offline'));

  world.relay.restore();
  const restoredAt = performance.now();
  await until('all visits on the server', async () => (await lead.all('/api/visits')).length === saved.length, { within: arrival_ms });
  t.diagnostic(`note: on the server ${((performance.now() - restoredAt) / 1000).toFixed(1)} s after the network's return`);
  await until('news on the live stream', () => news.seqs.length > newsBefore, { within: arrival_ms });
  for (const { id } of saved) await dashboard.shows(id);
  t.diagnostic(`note: on the open dashboard ${((performance.now() - restoredAt) / 1000).toFixed(1)} s after it`);
  assert.ok(await dashboard.same(), 'without a reload');
  const visits = await lead.all('/api/visits');
  assert.deepEqual(visits.map((visit) => visit.id).sort(), saved.map((visit) => visit.id).sort(), 'the same visits, by id');
  assert.equal(visits.find((visit) => visit.id === last.id).fields.note, '保存后立即被杀掉');

  await until('the shared visits on the second phone', async () => (await zhao.visits(shared.id)).length === 2, { within: arrival_ms });
  assert.equal((await zhao.visits(own.id)).length, 0, 'what the second rep may not see is not on his phone');
  await until('nothing left to send', async () => (await li.status()).pending === 0);
  await again.stop();
  await other.stop();
});
