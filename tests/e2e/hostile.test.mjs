// What strangers, broken programs and attackers send: a coded error, nothing changed, the server still well.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import test from 'node:test';
import { execFileSync } from 'node:child_process';
import { enrolByHand, pushBody, visitGroup } from './support/wire.mjs';
import { run, sleep, temporaryFolder, until } from './support/processes.mjs';
import { startWorld } from './support/world.mjs';

const json = { 'content-type': 'application/json', 'fieldfare-protocol': '1' };
const binary = { 'content-type': 'application/vnd.fieldfare.v1', 'fieldfare-protocol': '1' };
const allowed_growth_bytes = 128 * 1024 ** 2;
const bomb_bytes = 1024 ** 3; // 1 GiB of zeros: about 32 KiB as zstd

// One world for all requests of a kind; the state is compared before and after each.
async function prepare(t) {
  const world = await startWorld(t, { customers: 4 });
  const hand = await enrolByHand(world, 'li');
  const lead = await world.dashboard('wang');
  const state = async () => ({
    seq: (await lead.get('/api/devices')).head_seq,
    customers: (await lead.customers()).length,
    visits: (await lead.all('/api/visits')).length,
    conflicts: (await lead.get('/api/conflicts')).open,
    devices: (await lead.get('/api/devices')).items.length,
  });
  return { world, hand, lead, state, url: world.server.url };
}

async function expectError(url, { path, method = 'POST', headers = {}, body, status, code }) {
  const response = await fetch(url + path, { method, headers, body, signal: AbortSignal.timeout(20_000) });
  const text = await response.text();
  let error;
  try {
    ({ error } = JSON.parse(text));
  } catch {
    assert.fail(`${path}: not a coded error: ${response.status} ${text.slice(0, 200)}`);
  }
  const statuses = [status].flat();
  assert.ok(statuses.includes(response.status), `${path}: status ${response.status} ${text.slice(0, 200)}, expected ${statuses.join(' or ')}`);
  const codes = [code].flat();
  assert.ok(codes.includes(error?.code), `${path}: ${error?.code}, expected ${codes.join(' or ')}`);
}

const nested = (depth) => '['.repeat(depth) + ']'.repeat(depth);
// A push in the binary form whose 1 GiB of zeros is honestly declared, or not declared at all.
function bomb(declared) {
  const size = declared ? `--stream-size=${bomb_bytes}` : '';
  const frame = execFileSync('sh', ['-c', `head -c ${bomb_bytes} /dev/zero | zstd -q -3 ${size} -c`], { maxBuffer: 2 ** 26 });
  return Buffer.concat([Buffer.from([0x46, 0x46, 1, 3]), frame]);
}

function requests(hand) {
  const auth = { ...json, authorization: `Bearer ${hand.token}` };
  const authBinary = { ...binary, authorization: `Bearer ${hand.token}` };
  const good = JSON.stringify(pushBody(hand, [visitGroup(hand, 1)]));
  const push = (name, body, status, code, headers = auth) => ({ name, path: '/v1/push', body, headers, status, code });
  return [
    push('not JSON at all', 'hello', 400, 'FF-1015'),
    push('half a JSON', good.slice(0, good.length / 2), 400, 'FF-1015'),
    push('JSON of the wrong shape', '{"groups": 7}', 400, ['FF-1015', 'FF-1005']),
    push('an array where an object belongs', '[]', 400, 'FF-1015'),
    push('nothing', '', 400, 'FF-1015'),
    push('invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 400, 'FF-1015'),
    push('nested 100 000 deep', nested(100_000), 400, ['FF-1016']),
    push('nested a little too deep', `{"groups": ${nested(40)}}`, 400, ['FF-1016', 'FF-1015']),
    push('larger than the limit', `{"groups": "${'x'.repeat(5 * 1024 * 1024)}"}`, 413, 'FF-1017'),
    push('a zstd bomb', bomb(true), 413, 'FF-1017', authBinary),
    push('a zstd bomb that hides its size', bomb(false), 400, 'FF-1015', authBinary),
    push('an empty frame', Buffer.from([0x46, 0x46, 1, 3]), 400, 'FF-1015', authBinary),
    push('random bytes as the binary form', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 251)), 400, 'FF-1015', authBinary),
    push('text in the binary form\'s name', good, 400, 'FF-1015', authBinary),
    push('another content type', good, 415, 'FF-5006', { ...auth, 'content-type': 'text/plain' }),
    push('no token', good, 401, 'FF-2001', json),
    push('an invented token', good, 401, 'FF-2001', { ...json, authorization: `Bearer ${'A'.repeat(43)}` }),
    push('a token of absurd length', good, [400, 401, 431], ['FF-2001', 'FF-1017', 'FF-1015'], { ...json, authorization: `Bearer ${'A'.repeat(7000)}` }),
    push('Basic instead of Bearer', good, 401, 'FF-2001', { ...json, authorization: 'Basic bGk6bGk=' }),
    push('another epoch', JSON.stringify({ ...pushBody(hand, [visitGroup(hand, 1)]), epoch: String(BigInt(hand.epoch) + 1n) }), 409, 'FF-3004'),
    { name: 'pull without a token', path: '/v1/pull', method: 'GET', headers: { 'fieldfare-protocol': '1' }, status: 401, code: 'FF-2001' },
    { name: 'a cursor of nonsense', path: '/v1/pull?cursor=..%2F..%2Fetc', method: 'GET', headers: auth, status: 400, code: ['FF-1001', 'FF-1015'] },
    { name: 'a method that is not taken', path: '/v1/push', method: 'DELETE', headers: auth, status: 405, code: 'FF-5005' },
    { name: 'no such address', path: '/v1/nothing', method: 'GET', headers: auth, status: 404, code: 'FF-1014' },
    { name: 'an enrolment code that was used', path: '/v1/enrol', body: JSON.stringify(hand.request), headers: json, status: 403, code: 'FF-2003' },
    { name: 'a code of nonsense', path: '/v1/enrol', body: JSON.stringify({ ...hand.request, code: '\u0000\u0001' }), headers: json, status: [400, 403], code: ['FF-2003', 'FF-1015', 'FF-1001'] },
    { name: 'an enrolment larger than the limit', path: '/v1/enrol', body: JSON.stringify({ ...hand.request, device_name: 'x'.repeat(100_000) }), headers: json, status: 413, code: 'FF-1017' },
    { name: 'another protocol version', path: '/v1/push', body: good, headers: { ...auth, 'fieldfare-protocol': '99' }, status: 426, code: 'FF-3001' },
    { name: 'dashboard: no session', path: '/api/customers', method: 'GET', status: 401, code: 'FF-2001' },
    { name: 'dashboard: a phone\'s token is no session', path: '/api/customers', method: 'GET', headers: auth, status: 401, code: 'FF-2001' },
    { name: 'dashboard: login from another site', path: '/api/login', body: '{}', headers: { 'content-type': 'application/json', 'x-fieldfare': '1', origin: 'http://evil.example' }, status: 403, code: 'FF-2007' },
    { name: 'dashboard: login without our header', path: '/api/login', body: '{}', headers: { 'content-type': 'application/json' }, status: 403, code: 'FF-2007' },
    { name: 'dashboard: an address that is too long', path: `/api/customers?search=${'x'.repeat(4000)}`, method: 'GET', status: 414, code: 'FF-1017' },
    { name: 'a header that is too large', path: '/api/me', method: 'GET', headers: { 'x-much': 'y'.repeat(20_000) }, status: 431, code: 'FF-1017' },
  ];
}

test('hostile requests: each gets its coded error and changes nothing', async (t) => {
  const { hand, state, url, world } = await prepare(t);
  const before = await state();
  const held = world.server.peakMemory();
  const failures = [];
  const all = requests(hand);
  for (const request of all) {
    try {
      await expectError(url, request);
      const after = JSON.stringify(await state());
      assert.ok(after === JSON.stringify(before), `something changed: ${JSON.stringify(before)} to ${after}`);
    } catch (error) {
      failures.push(`${request.name}: ${error.message}`);
    }
  }
  assert.equal(failures.length, 0, `${failures.length} of ${all.length}:\n${failures.join('\n')}`);
  assert.ok(await world.server.ready(), 'the server is still well');
  const grown = world.server.peakMemory() - held;
  assert.ok(grown < allowed_growth_bytes, `and has not unpacked what was packed: ${Math.round(grown / 1024 ** 2)} MiB more`);
  t.diagnostic(`note: the server's memory grew by ${Math.round(grown / 1024 ** 2)} MiB at most`);
  assert.equal((await hand.push([visitGroup(hand, 1)])).status, 200, 'and still takes a visit');
  t.diagnostic(`note: ${all.length} kinds of abuse`);
});

test('replay: the same batch again gets the same verdicts and adds nothing; a forged one is refused', async (t) => {
  const { hand, state, url } = await prepare(t);
  const group = visitGroup(hand, 1);
  const first = await hand.push([group]);
  assert.equal(first.status, 200, JSON.stringify(first.body));
  const after = await state();
  assert.equal(after.visits, 1);
  for (let i = 0; i < 3; i += 1) {
    const again = await hand.push([group]);
    assert.equal(again.status, 200);
    assert.deepEqual(again.body.verdicts, first.body.verdicts);
  }
  const forged = visitGroup(hand, 1);
  await expectError(url, { path: '/v1/push', headers: { ...json, authorization: `Bearer ${hand.token}` }, body: JSON.stringify(pushBody(hand, [forged])), status: 409, code: 'FF-3003' });
  const gap = { ...pushBody(hand, [visitGroup(hand, 9)]), after: 8, chain: first.body.chain };
  await expectError(url, { path: '/v1/push', headers: { ...json, authorization: `Bearer ${hand.token}` }, body: JSON.stringify(gap), status: 409, code: 'FF-3002' });
  assert.deepEqual(await state(), after);
});

test('static files: no address leads out of their folder', async (t) => {
  const folder = temporaryFolder('static');
  fs.mkdirSync(path.join(folder, 'web/assets'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'web/index.html'), '<!doctype html><title>page</title>');
  fs.writeFileSync(path.join(folder, 'secret'), 'root: secret');
  const world = await startWorld(t, { customers: 2, web: path.join(folder, 'web') });
  for (const way of ['/../secret', '/..%2fsecret', '/assets/../../secret', '/assets/%2e%2e/%2e%2e/secret', '/../../../../etc/passwd', '/..%2f..%2f..%2f..%2fetc%2fpasswd', '/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd', '//etc/passwd', '/assets/..\\..\\..\\etc\\passwd', '/%00/etc/passwd']) {
    const { stdout } = await run('curl', ['-s', '-m', '5', '--path-as-is', world.server.url + way]);
    assert.ok(!stdout.includes('root:'), `${way} leads to the machine's files`);
  }
  assert.ok(await world.server.ready());
});

test('rights: a rep\'s phone cannot write into another\'s customer nor pull it', async (t) => {
  const { world, hand, state } = await prepare(t);
  const foreign = world.customersOf('zhao')[0];
  const before = await state();
  const answer = await hand.push([visitGroup(hand, 1, { customer: foreign.id })]);
  assert.equal(answer.status, 200, 'one bad group is no reason to stop the queue');
  assert.equal(answer.body.verdicts[0].verdict, 'quarantined', JSON.stringify(answer.body));
  assert.equal((await state()).visits, before.visits);
  const page = await hand.pull();
  assert.ok(!JSON.stringify(page).includes(foreign.id), 'the page holds nothing of it');
});

test('revoked token: refused at once, whatever it asks', async (t) => {
  const { world, hand, state, url } = await prepare(t);
  await world.server.revoke(hand.device_id);
  const before = await state();
  const auth = { ...json, authorization: `Bearer ${hand.token}` };
  await expectError(url, { path: '/v1/push', headers: auth, body: JSON.stringify(pushBody(hand, [visitGroup(hand, 1)])), status: 403, code: 'FF-2004' });
  await expectError(url, { path: '/v1/pull', method: 'GET', headers: auth, status: 403, code: 'FF-2004' });
  assert.deepEqual(await state(), before);
});

// Sends bytes as slowly as it likes and reports what came back and when the server had enough.
function rawClient(port, chunks, gap_ms) {
  const socket = net.connect(port, '127.0.0.1');
  const state = { received: '', closed: false };
  socket.on('data', (bytes) => { state.received += bytes; });
  socket.on('error', () => {});
  socket.on('close', () => { state.closed = true; });
  (async () => {
    for (const chunk of chunks) {
      if (state.closed) return;
      socket.write(chunk);
      if (gap_ms) await sleep(gap_ms);
    }
  })();
  return { state, end: () => socket.destroy() };
}

test('slow and broken clients: the server answers others meanwhile and gets rid of them', async (t) => {
  const { world, state } = await prepare(t);
  const { port } = world.server;
  const before = await state();
  const slow = 'POST /v1/push HTTP/1.1\r\nHost: x\r\n'.split('');
  const clients = [
    ...Array.from({ length: 40 }, () => rawClient(port, slow, 1000)),
    rawClient(port, [Buffer.from(Array.from({ length: 2000 }, (_, i) => (i * 31) % 256))], 0),
    rawClient(port, ['GET / HTTP/9.9\r\n\r\n'], 0),
    rawClient(port, ['POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n'], 0),
    rawClient(port, ['POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'], 0),
    rawClient(port, ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'], 0),
  ];
  t.after(() => clients.forEach((client) => client.end()));
  for (let i = 0; i < 5; i += 1) {
    const began = performance.now();
    assert.equal((await fetch(`${world.server.url}/readyz`)).status, 200);
    assert.ok(performance.now() - began < 1000, 'others are answered at once');
    await sleep(100);
  }
  await until('the broken ones to be dropped', () => clients.slice(40).every((client) => client.state.closed), { within: 30_000 });
  await until('the slow ones to be dropped', () => clients.every((client) => client.state.closed), { within: 30_000, every: 200 });
  assert.deepEqual(await state(), before);
});

test('wrong passwords: refused alike, then slowed down', async (t) => {
  const { world, url } = await prepare(t);
  const headers = { 'content-type': 'application/json', 'x-fieldfare': '1', origin: url };
  const seen = new Set();
  for (let i = 0; i < 40; i += 1) {
    const email = i === 0 ? 'nobody@example.com' : 'wang@example.com';
    const response = await fetch(`${url}/api/login`, { method: 'POST', headers, body: JSON.stringify({ email, password: `wrong ${i}` }) });
    const { error } = await response.json();
    seen.add(error.code);
    if (error.code === 'FF-2006') {
      assert.equal(response.status, 429);
      assert.ok(Number(response.headers.get('retry-after')) > 0);
      break;
    }
    assert.equal(error.code, 'FF-2005');
  }
  assert.ok(seen.has('FF-2005'));
  assert.ok(seen.has('FF-2006'), 'guessing is slowed down');
  assert.ok(await world.server.ready());
});
