// A month away with photos, then a slow and lossy line: all records are there soon, before the photos. The whole of it,
// 5,000 visits and 200 photos, runs with FIELDFARE_SLOW_LINE=full (about an hour of line for the photos: it does not wait for them).
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { server_address } from './support/netns.mjs';
import { picture } from './support/pictures.mjs';
import { sleep } from './support/processes.mjs';
import { may_make_lines, slowLine } from './support/slow_line.mjs';
import { startWorld } from './support/world.mjs';

const full = process.env.FIELDFARE_SLOW_LINE === 'full';
const { visits, photos, photo_bytes } = full ? { visits: 5000, photos: 200, photo_bytes: 400_000 } : { visits: 300, photos: 12, photo_bytes: 60_000 };
const line = { bits_per_second: 1_000_000, loss_permille: 50, delay_ms: 30 };
const records_within_ms = 5 * 60_000;
const month_ms = 30 * 24 * 3600_000;
const skip = may_make_lines ? false : 'needs root, iproute2, gcc and /dev/net/tun';
const notes = ['客户对交期有疑问，答应周五前给出排产表，需要采购确认铝材到货时间。', '看了样品间，对新款推拉门很感兴趣，下周二带设计师再来一次，准备三套报价。', '收到上月货款，余下两成验收后付清；仓库换了负责人，新电话已记下。'];

test(`${visits} visits and ${photos} photos after a month, over 1 Mbit/s with 5 % loss`, { skip, timeout: 30 * 60_000 }, async (t) => {
  const net = await slowLine(t, line);
  const world = await startWorld(t, { customers: 40, address: server_address, inside: net.inServer });
  const phone = await world.phone('li', { url: world.server.url, inside: net.inPhone });
  await phone.sync();
  const customers = await phone.customers();

  // Written while there is no server.
  await world.server.stop();
  const switched = phone.watch();
  const began = Date.now() - month_ms;
  const file = path.join(phone.folder, 'photo.jpg');
  const small = path.join(phone.folder, 'small.jpg');
  for (let i = 0; i < visits; ++i) {
    const customer = customers[i % customers.length].id;
    const saved = await phone.logVisit({ customer, channel: 'visit', note: `${notes[i % notes.length]} ${randomBytes(30).toString('base64')}`, at: began + Math.floor(i * month_ms / visits) });
    if (i % Math.ceil(visits / photos) !== 0) continue;
    fs.writeFileSync(file, picture(photo_bytes));
    fs.writeFileSync(small, picture(8000));
    await phone.ask({ command: 'attach', file, customer, visit: saved.id, kind: 'photo', format: 'jpeg', thumbnail: small });
  }
  const before = await phone.status();
  assert.ok(before.pending >= visits && before.contents.to_send >= photos, JSON.stringify(before));
  await switched.stop();
  await world.server.start();

  const online = phone.watch();
  const start = performance.now();
  let now;
  do {
    await sleep(250);
    now = await phone.status();
    assert.ok(performance.now() - start < records_within_ms, `after five minutes ${now.pending} records are unsent`);
  } while (now.pending > 0);
  const seconds = (performance.now() - start) / 1000;
  const left = now.contents;
  t.diagnostic(`note: ${before.pending} groups sent in ${seconds.toFixed(1)} s; of ${before.contents.to_send} contents (${before.contents.to_send_bytes} bytes) ${left.to_send} were still to be sent then`);
  assert.equal(left.to_send, before.contents.to_send, 'no photo goes before the last record');
  if (!full) {
    while ((await phone.status()).contents.to_send > 0) {
      await sleep(500);
      assert.ok(performance.now() - start < 10 * 60_000, 'the photos follow');
    }
    t.diagnostic(`note: all photos sent after ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  await online.stop();
});
