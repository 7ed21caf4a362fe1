// What earlier versions left behind (tests/compatibility) is understood by today's programs: databases, and exchanges from either side.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { assertHolds, bookOf, read, recordings } from '../compatibility/corpus.mjs';
import { ask, startPlayback, startRecorder } from '../compatibility/recorder.mjs';
import { Phone } from './support/phone.mjs';
import { freePort, temporaryFolder } from './support/processes.mjs';
import { Server } from './support/server.mjs';

function phoneOf(recording) {
  const phone = new Phone({ folder: path.join(temporaryFolder('compatibility'), 'phone'), user: 'li', name: 'recorded', key: '' });
  fs.writeFileSync(path.join(phone.folder, 'fieldfare.db'), recording.phone);
  fs.writeFileSync(path.join(phone.folder, 'fieldfare.db.install'), recording.install);
  return phone;
}

async function serverOf(t, recording) {
  const server = new Server({ folder: temporaryFolder('compatibility'), port: await freePort() });
  fs.mkdirSync(server.data, { mode: 0o700 });
  server.writeConfig();
  fs.writeFileSync(server.databaseFile(), recording.server, { mode: 0o600 });
  await server.start();
  t.after(() => server.stop());
  return server;
}

// Of the phone, which speaks the binary form; or of its colleague, who speaks JSON.
const exchangesOf = ({ exchanges }, who) => exchanges.filter(({ request }) => (who === 'phone') === (request.headers.accept !== 'application/json'));

// Of an answer in JSON, what does not depend on when it was given: the server's clock is in the stamps that it gives (device 0), and they in digests.
function lasting({ status, headers, body }) {
  const text = Buffer.from(body, 'base64').toString();
  if (headers['content-type'] !== 'application/json') return { status, type: headers['content-type'] };
  const { server_time, digest, ...rest } = JSON.parse(text.replace(/"\d+\.0"/g, '"the server\'s"'));
  return { status, type: headers['content-type'], body: rest };
}

assert.ok(recordings().length > 0, 'there are recordings');

for (const name of recordings()) {
  const recording = read(name);
  const { before, after } = recording.expected;

  test(`compatibility: a phone of ${name} is opened with all that it held`, async () => {
    const phone = phoneOf(recording);
    assertHolds(await bookOf(phone), before.book, 'the book');
    assert.equal((await phone.outbox()).length, before.outbox, 'all that is unsent');
  });

  test(`compatibility: today's phone understands what a server of ${name} answered`, async () => {
    const phone = phoneOf(recording);
    const playback = await startPlayback(exchangesOf(recording, 'phone'));
    try {
      await phone.sync();
      await phone.sync();
    } finally {
      await playback.close();
    }
    assert.deepEqual(playback.left.filter(({ request }) => request.method === 'POST'), [], 'it sent what such a phone had sent');
    assertHolds(await bookOf(phone), after.book, 'the book');
    assert.equal((await phone.outbox()).length, after.outbox, 'what is unsent');
  });

  test(`compatibility: today's server answers what a phone of ${name} asked`, async (t) => {
    const server = await serverOf(t, recording);
    for (const { request, reply } of recording.exchanges) {
      assertHolds(lasting(await ask(server.url, request)), lasting(reply), `${request.method} ${request.path}`);
    }
    assert.doesNotMatch(await server.doctor(), /^bad/m);
  });

  test(`compatibility: a phone and a server of ${name} go on together under today's programs`, async (t) => {
    const server = await serverOf(t, recording);
    const phone = phoneOf(recording);
    const relay = await startRecorder(server.url);
    try {
      await phone.sync();
    } finally {
      await relay.close();
    }
    assert.deepEqual(await phone.outbox(), []);
    const book = await bookOf(phone);
    for (const entity of Object.keys(before.book)) {
      assert.ok(Object.keys(book[entity]).length >= Object.keys(before.book[entity]).length, `no ${entity} is lost`);
    }
    const status = await phone.status();
    assert.equal(status.pending, 0);
  });
}
