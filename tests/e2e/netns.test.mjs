// A real link goes down and comes up: the kernel's word is the hint that starts the exchange, not the end of a backoff.
import assert from 'node:assert/strict';
import test from 'node:test';
import { may_make_namespaces, server_address, twoNamespaces } from './support/netns.mjs';
import { sleep, until } from './support/processes.mjs';
import { startWorld } from './support/world.mjs';

// Long enough that the backoff has grown well beyond what the link's return may take.
const down_ms = 40_000;
const arrival_ms = 10_000;
const skip = may_make_namespaces ? false : 'needs root and iproute2 to make network namespaces';

test('network namespace: the link returns and the visit is sent within 10 s', { skip }, async (t) => {
  const net = await twoNamespaces(t);
  const world = await startWorld(t, { customers: 2, address: server_address, inside: net.inServer });
  const phone = await world.phone('li', { url: world.server.url, inside: net.inPhone });
  await phone.sync();
  const watcher = phone.watch();
  await until('the phone to be in step', async () => (await phone.status()).pending === 0);

  await net.unplug();
  await phone.logVisit({ customer: (await phone.customers())[0].id, channel: 'visit', note: '地下车库，没有信号' });
  await sleep(down_ms);
  assert.equal((await phone.status()).pending, 1, 'unsent while the link is down');

  await net.plug();
  const began = performance.now();
  await until('the visit to be acknowledged', async () => (await phone.status()).pending === 0, { within: arrival_ms });
  t.diagnostic(`note: sent ${((performance.now() - began) / 1000).toFixed(1)} s after the link's return`);
  await watcher.stop();
});
