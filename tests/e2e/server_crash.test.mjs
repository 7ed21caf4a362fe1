// The server is killed while phones push: what it acknowledged is there, what it did not comes again, nothing twice.
import assert from 'node:assert/strict';
import test from 'node:test';
import { sleep } from './support/processes.mjs';
import { startWorld } from './support/world.mjs';

const rounds = 5;
const visits_a_round = 6;

test(`server killed ${rounds} times while two phones push: nothing acknowledged is lost, nothing doubled`, async (t) => {
  const world = await startWorld(t, { customers: 4 });
  const phones = [await world.phone('li'), await world.phone('zhao')];
  for (const phone of phones) await phone.sync();
  const saved = [];
  for (let round = 0; round < rounds; round += 1) {
    const watchers = phones.map((phone) => phone.watch());
    const logging = phones.map(async (phone) => {
      const customer = world.customersOf(phone.user)[0].id;
      for (let i = 0; i < visits_a_round; i += 1) saved.push((await phone.logVisit({ customer, channel: 'visit', note: `第${round}轮第${i}次` })).id);
    });
    await sleep(150 + 130 * round);
    await world.server.kill();
    // What the phones hold as acknowledged now must be there when the server comes back.
    await Promise.all(logging);
    const unsent = (await Promise.all(phones.map((phone) => phone.status()))).reduce((sum, status) => sum + status.pending, 0);
    for (const watcher of watchers) await watcher.kill();
    await world.server.start();
    const arrived = (await (await world.dashboard('wang')).all('/api/visits')).length;
    assert.ok(arrived >= saved.length - unsent, `round ${round}: ${saved.length - unsent} were acknowledged, ${arrived} are there`);
  }
  for (const phone of phones) await phone.sync();
  const visits = (await (await world.dashboard('wang')).all('/api/visits')).map((visit) => visit.id);
  assert.deepEqual(visits.sort(), saved.sort(), 'exactly the saved visits');
  for (const phone of phones) assert.equal((await phone.status()).pending, 0);
});
