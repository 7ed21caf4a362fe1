// Photos: the record at once, the bytes after it, to another phone and to the dashboard; a line that breaks, a file that is damaged.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { picture } from './support/pictures.mjs';
import { startWorld } from './support/world.mjs';

async function attach(phone, visit, customer, bytes) {
  const photo = picture(bytes);
  const thumbnail = picture(4000);
  const [file, small] = ['photo.jpg', 'small.jpg'].map((name) => path.join(phone.folder, name));
  fs.writeFileSync(file, photo);
  fs.writeFileSync(small, thumbnail);
  const saved = await phone.off(['attach', file, '--customer', customer, '--visit', visit, '--kind', 'photo', '--format', 'jpeg', '--thumbnail', small]);
  return { ...saved, photo, thumbnail };
}

// The bytes on a phone, or null while they are not there.
async function contentOn(phone, attachment) {
  const file = path.join(phone.folder, `out-${randomBytes(4).toString('hex')}`);
  const answer = await phone.off(['content', attachment, file]);
  return answer.here ? fs.readFileSync(file) : null;
}

test('a photo of a visit reaches another phone and the dashboard', async (t) => {
  const world = await startWorld(t, { customers: 2 });
  const phone = await world.phone('li');
  await phone.sync();
  const [customer] = world.customersOf('li');
  const visit = await phone.logVisit({ customer: customer.id, channel: 'visit', note: '拍了门头' });
  const made = await attach(phone, visit.id, customer.id, 700_000);
  for (const name of fs.readdirSync(path.join(phone.folder, 'fieldfare.db.contents'))) {
    assert.ok(!fs.readFileSync(path.join(phone.folder, 'fieldfare.db.contents', name)).includes(made.photo.subarray(100, 120)), 'encrypted at rest');
  }
  const sent = await phone.sync();
  assert.deepEqual([sent.contents.to_send, sent.contents.refused, sent.pending], [0, 0, 0]);

  const second = await world.phone('li', { name: '李强的第二部手机' });
  const got = await second.sync();
  assert.equal(got.contents.to_fetch, 0);
  assert.equal(got.contents.held_bytes, made.thumbnail.length, 'thumbnails come by themselves, originals when wanted');
  assert.equal(await contentOn(second, made.attachment), null);
  await second.sync();
  assert.deepEqual(await contentOn(second, made.attachment), made.photo);

  const lead = await world.dashboard('wang');
  const response = await fetch(`${world.server.url}/api/contents/${made.content}`, { headers: lead.headers() });
  assert.equal(response.headers.get('content-type'), 'image/jpeg');
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), made.photo);
});

test('a line that breaks in the middle of a photo: the rest is sent, not all of it again', async (t) => {
  const world = await startWorld(t, { customers: 2 });
  const phone = await world.phone('li');
  await phone.sync();
  const [customer] = world.customersOf('li');
  const visit = await phone.logVisit({ customer: customer.id, channel: 'visit', note: '大图' });
  const made = await attach(phone, visit.id, customer.id, 3_000_000);
  const before = world.relay.counts.sent;
  world.relay.loseRequestAfter(2_000_000);
  const first = await phone.sync();
  assert.equal(first.pending, 0, 'the record is there whatever becomes of its photo');
  assert.equal(world.relay.counts.cuts, 1);
  world.relay.restore();
  const second = await phone.sync();
  assert.equal(second.contents.to_send, 0);
  const sent = world.relay.counts.sent - before;
  t.diagnostic(`${sent} bytes sent for a photo of ${made.photo.length}`);
  assert.ok(sent < made.photo.length * 1.15, `${sent} bytes were sent`);
});

test('a damaged photo keeps nothing else from arriving', async (t) => {
  const world = await startWorld(t, { customers: 2 });
  const phone = await world.phone('li');
  await phone.sync();
  const [customer] = world.customersOf('li');
  const visit = await phone.logVisit({ customer: customer.id, channel: 'visit', note: '第一次' });
  const damaged = await attach(phone, visit.id, customer.id, 50_000);
  const good = await attach(phone, visit.id, customer.id, 60_000);
  const file = path.join(phone.folder, 'fieldfare.db.contents', damaged.content);
  const bytes = fs.readFileSync(file);
  bytes[1000] ^= 1;
  fs.writeFileSync(file, bytes);
  const done = await phone.sync();
  assert.deepEqual([done.pending, done.contents.to_send, done.contents.refused], [0, 0, 1]);
  const lead = await world.dashboard('wang');
  const ask = (content) => fetch(`${world.server.url}/api/contents/${content}`, { headers: lead.headers() });
  assert.equal((await ask(good.content)).status, 200);
  assert.equal((await ask(damaged.content)).status, 404);
  assert.equal((await lead.all('/api/visits')).length, 1);
});
