// A phone made by hand from docs/protocol.md: JSON over fetch, nothing of our own client.
import { randomBytes } from 'node:crypto';
import assert from 'node:assert/strict';

const headers = { 'content-type': 'application/json', accept: 'application/json', 'fieldfare-protocol': '1' };
const no_chain = '0'.repeat(64);

export function uuid7(now = Date.now()) {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const stampAt = (ms, counter, device) => `${(BigInt(ms) << 16n) | BigInt(counter)}.${device}`;

// One visit as a group of its own.
export function visitGroup(hand, number, { customer = hand.customer, note = '手工协议写的一次拜访', at = Date.now() } = {}) {
  const cell = (field, value) => ({ field, value });
  const cells = [cell('customer', customer), cell('author', hand.user.id), cell('started_at', at), cell('logged_at', at), cell('channels', ['visit']), cell('note', note)];
  return { number, changes: [{ kind: 'add', entity: 'interaction', row: uuid7(), stamp: stampAt(at, number, hand.device), cells }] };
}

// All groups of this hand so far go first, so the chain begins at the start.
export function pushBody(hand, groups) {
  return { epoch: hand.epoch, after: 0, chain: no_chain, groups };
}

export async function enrolByHand(world, user) {
  const request = { code: await world.enrolmentCode(user), device_name: 'curl', platform: 'linux', app_version: '0.0.0' };
  const { url } = world.server;
  const response = await fetch(`${url}/v1/enrol`, { method: 'POST', headers, body: JSON.stringify(request) });
  const reply = await response.json();
  assert.equal(response.status, 200, JSON.stringify(reply));
  const hand = { ...reply, request, customer: world.customersOf(user)[0].id };
  const auth = { ...headers, authorization: `Bearer ${reply.token}` };
  hand.push = async (groups) => {
    const answer = await fetch(`${url}/v1/push`, { method: 'POST', headers: auth, body: JSON.stringify(pushBody(hand, groups)) });
    return { status: answer.status, body: await answer.json() };
  };
  hand.pull = async (cursor = '0') => {
    const answer = await fetch(`${url}/v1/pull?cursor=${cursor}`, { headers: auth });
    const page = await answer.json();
    assert.equal(answer.status, 200, JSON.stringify(page));
    return page;
  };
  return hand;
}
