// A network that answers every address with its own login page is no network.
import assert from 'node:assert/strict';
import http from 'node:http';
import test from 'node:test';
import { startWorld } from './support/world.mjs';
import { sleep, until } from './support/processes.mjs';

const page = '<!DOCTYPE html><html><title>Free WiFi</title><form action="/login"><input name="room"></form></html>';

// Ends everybody's request with 200 and a page, whatever was asked; `as` is the content type it claims.
async function startPortal(as) {
  let asked = 0;
  const server = http.createServer((request, response) => {
    asked += 1;
    request.resume().on('end', () => response.writeHead(200, { 'content-type': as }).end(as === 'application/json' ? '{"ok":true}' : page));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { port: server.address().port, asked: () => asked, close: () => { server.closeAllConnections(); server.close(); } };
}

for (const as of ['text/html', 'application/json']) {
  test(`captive portal answering ${as}: counts as offline, nothing is marked as sent`, async (t) => {
    const world = await startWorld(t, { customers: 2 });
    const phone = await world.phone('li');
    await phone.sync();
    const portal = await startPortal(as);
    t.after(() => portal.close());

    await world.relayTo(portal.port);
    const visit = await phone.logVisit({ customer: world.customersOf('li')[0].id, channel: 'visit', note: '酒店里写的' });
    const watcher = phone.watch();
    await until('the phone to talk to the portal', () => portal.asked() > 1, { within: 20_000 });
    await sleep(500);
    const status = await phone.status();
    assert.equal(status.pending, 1, 'the visit is still to be sent');
    assert.equal((await phone.outbox()).length, 1);

    await world.relayTo(world.server.port);
    const lead = await world.dashboard('wang');
    await until('the visit on the server once the portal is gone', async () => (await lead.all('/api/visits')).some((row) => row.id === visit.id), { within: 70_000 });
    await until('the outbox to empty', async () => (await phone.status()).pending === 0);
    await watcher.stop();
  });
}
