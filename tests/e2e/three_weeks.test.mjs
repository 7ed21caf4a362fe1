// Two phones work three weeks on the same customers without a network, then meet.
import assert from 'node:assert/strict';
import test from 'node:test';
import { people, startWorld } from './support/world.mjs';

const day_ms = 24 * 3600 * 1000;
const days = 21;
const customers = 6;
const clock_tolerance_ms = 60_000; // from the test's reading of the clock to the phone's
const written_fields = ['service_cycle', 'decision_cycle'];

// What each phone's edits leave behind: the last value it wrote into each field, with the time of writing.
function remember(written, row, fields, at, who) {
  for (const [field, value] of Object.entries(fields)) written.set(`${row}.${field}`, { value, at, who });
}

// A day's work a time, on the phone's own clock.
async function workOffline(phone, rows, phase) {
  const written = new Map();
  const visits = [];
  for (let day = 0; day < days; day += 1) {
    phone.clockOffset = (day - days) * day_ms + phase;
    const at = Date.now() + phone.clockOffset;
    const row = rows[day % rows.length];
    const fields = { service_cycle: `${phone.user} 第${day}天的周期` };
    if (day % 2 === 0) fields.decision_cycle = `${phone.user} 第${day}天的决策`;
    // A long text of several authors: merged by word, nobody's is overwritten.
    await phone.edit(row.id, { ...fields, pain_points: `${phone.user} 第${day}天的痛点` });
    remember(written, row.id, fields, at, people[phone.user].name);
    if (day % 3 === 0) {
      visits.push((await phone.logVisit({ customer: row.id, channel: 'visit', note: `${phone.user} 第${day}天拜访`, stage: 'won' })).id);
    }
  }
  return { written, visits };
}

test(`${days} days offline on the same customers: the phones converge and each overwritten value stands in the conflicts once`, async (t) => {
  const world = await startWorld(t, { customers: 2 * customers, clockOffset: -(days + 1) * day_ms });
  const [li, zhao] = [await world.phone('li'), await world.phone('zhao')];
  await li.sync();
  const rows = world.customersOf('li');
  for (const row of rows) await world.share(row, 'zhao');
  await zhao.sync();

  world.relay.cut();
  const mine = await workOffline(li, rows, 0);
  const theirs = await workOffline(zhao, rows, 6 * 3600_000);
  await world.backToNow();
  world.relay.restore();

  for (const phone of [zhao, li, zhao, li]) await phone.sync();
  const shared = rows.map((row) => row.id);
  const [one, other] = [await li.digest(shared), await zhao.digest(shared)];
  assert.ok(one.rows.length > customers + visitsOf(mine, theirs), 'there is something to compare');
  assert.deepEqual(one, other, 'both phones hold the same');

  for (const row of rows) {
    const { pain_points: text } = (await li.customer(row.id)).fields;
    for (const who of ['li', 'zhao']) assert.ok(text.includes(who), `${who} finds his words in "${text}"`);
  }

  const lead = await world.dashboard('wang');
  const visits = (await lead.all('/api/visits')).map((visit) => visit.id);
  assert.deepEqual(visits.sort(), [...mine.visits, ...theirs.visits].sort(), 'every visit of both, once');

  const all = await lead.all('/api/conflicts');
  const conflicts = all.filter((conflict) => written_fields.includes(conflict.field));
  const others = all.filter((conflict) => ![...written_fields, 'pain_points'].includes(conflict.field));
  assert.deepEqual(others, [], 'no conflict in a field that nobody wrote');
  const overwritten = [];
  for (const [field, first] of mine.written) {
    const second = theirs.written.get(field);
    if (second) overwritten.push({ field, lost: first.at < second.at ? first : second, kept: first.at < second.at ? second : first });
  }
  assert.ok(overwritten.length >= customers / 2, 'the scenario does collide');
  const stands = conflicts.map((conflict) => `${conflict.row}.${conflict.field}: ${conflict.lost.value} < ${conflict.kept.value}`);
  assert.deepEqual(stands.sort(), overwritten.map(({ field, lost, kept }) => `${field}: ${lost.value} < ${kept.value}`).sort(),
    'each concurrently overwritten value stands in the conflicts, once, and nothing else does');
  for (const conflict of conflicts) {
    const { lost, kept } = overwritten.find(({ field }) => field === `${conflict.row}.${conflict.field}`);
    for (const [shown, written] of [[conflict.lost, lost], [conflict.kept, kept]]) {
      assert.equal(shown.who?.name, written.who, 'with who wrote it');
      assert.ok(Math.abs(shown.at - written.at) < clock_tolerance_ms, `and when: ${new Date(shown.at)} for ${new Date(written.at)}`);
    }
  }

  await restoreAndUndo({ lead, conflict: conflicts[0], phones: [li, zhao] });
});

const visitsOf = (...works) => works.reduce((sum, work) => sum + work.visits.length, 0);

async function valueOn(phone, conflict) {
  return (await phone.customer(conflict.row)).fields[conflict.field];
}

async function restoreAndUndo({ lead, conflict, phones }) {
  const path = `/api/conflicts/${conflict.id}`;
  const restored = await lead.post(`${path}/restore`, { over: conflict.current.stamp });
  assert.equal(restored.state, 'restored');
  assert.equal(restored.current.value, conflict.lost.value);
  for (const phone of phones) {
    await phone.sync();
    assert.equal(await valueOn(phone, conflict), conflict.lost.value, 'the restored value reaches every phone');
  }
  await assert.rejects(lead.post(`${path}/keep`, { over: conflict.current.stamp }), { status: 409 }, 'an outdated view changes nothing');
  const undone = await lead.post(`${path}/keep`, { over: restored.current.stamp });
  assert.equal(undone.current.value, conflict.kept.value);
  for (const phone of phones) {
    await phone.sync();
    assert.equal(await valueOn(phone, conflict), conflict.kept.value, 'and so does its undo');
  }
  assert.equal((await lead.get('/api/conflicts')).items.filter((item) => item.id === conflict.id).length, 0, 'a settled conflict is not open');
}
