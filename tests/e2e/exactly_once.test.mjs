// Replies and requests lost at many places, phones killed in between: every visit is there, once.
import assert from 'node:assert/strict';
import test from 'node:test';
import { sleep } from './support/processes.mjs';
import { startWorld } from './support/world.mjs';

const planted_visits = process.env.FIELDFARE_PLANTED === 'one_visit_too_many' ? 1 : 0;

// Byte positions that lie in the status line, the header, the body, and beyond the reply.
const reply_cuts = [0, 1, 9, 40, 120, 200, 260, 300, 340, 400, 480, 600, 900, 1400];
const request_cuts = [0, 1, 20, 150, 250, 320, 400, 520, 700, 1000];
const kill_after_ms = [0, 5, 15, 30, 60, 100, 150, 220, 300, 400];

async function onServer(world) {
  return (await (await world.dashboard('wang')).all('/api/visits')).map((visit) => visit.id).sort();
}

async function expectExactly(world, saved) {
  const visits = await onServer(world);
  assert.equal(new Set(visits).size, visits.length, 'no visit twice');
  const planted = planted_visits ? ['planted: a visit that nobody logged'] : [];
  assert.deepEqual(visits, [...saved, ...planted].sort(), 'exactly the saved visits');
}

async function scenario(t, name, breakIt) {
  const world = await startWorld(t, { customers: 2 });
  const phone = await world.phone('li');
  await phone.sync();
  const customer = world.customersOf('li')[0].id;
  const saved = [];
  const log = async (note) => saved.push((await phone.logVisit({ customer, channel: 'visit', note: `${name} ${note}` })).id);
  await breakIt({ world, phone, log });
  world.relay.restore();
  await phone.sync();
  await expectExactly(world, saved);
  const status = await phone.status();
  assert.equal(status.pending, 0);
  assert.equal((await phone.visits(customer)).length, saved.length, 'the phone holds each once, too');
  return world;
}

test('exactly once: the reply is lost at many positions', async (t) => {
  const world = await scenario(t, 'reply', async ({ world: { relay }, phone, log }) => {
    for (const bytes of reply_cuts) {
      await log(`lost after ${bytes}`);
      relay.loseReplyAfter(bytes);
      await phone.trySync();
    }
  });
  assert.ok(world.relay.counts.cuts >= reply_cuts.length / 2, `the relay did cut (${world.relay.counts.cuts} times)`);
});

test('exactly once: the request is lost at many positions', async (t) => {
  const world = await scenario(t, 'request', async ({ world: { relay }, phone, log }) => {
    for (const bytes of request_cuts) {
      await log(`lost after ${bytes}`);
      relay.loseRequestAfter(bytes);
      await phone.trySync();
    }
  });
  assert.ok(world.relay.counts.cuts >= request_cuts.length / 2, `the relay did cut (${world.relay.counts.cuts} times)`);
});

test('exactly once: the phone is killed in the middle of an exchange', async (t) => {
  await scenario(t, 'killed', async ({ phone, log }) => {
    for (const ms of kill_after_ms) {
      await log(`after ${ms} ms`);
      const watcher = phone.watch();
      await sleep(ms);
      await watcher.kill();
    }
  });
});
