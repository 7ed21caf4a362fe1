// What a version of the programs left behind: databases of a phone and of its server, and the exchanges between them.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { fileURLToPath } from 'node:url';

export const corpus_folder = path.dirname(fileURLToPath(import.meta.url));

export const recordings = () => fs.readdirSync(corpus_folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();

const pack = (text) => zlib.gzipSync(text, { level: 9 });

// `install`: the file beside the phone's database that says which install it belongs to.
export function write(name, { phone, install, server, exchanges, expected }) {
  const folder = path.join(corpus_folder, name);
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'phone.db.gz'), pack(fs.readFileSync(phone)));
  fs.copyFileSync(install, path.join(folder, 'phone.install'));
  fs.writeFileSync(path.join(folder, 'server.db.gz'), pack(fs.readFileSync(server)));
  fs.writeFileSync(path.join(folder, 'exchanges.json.gz'), pack(JSON.stringify(exchanges)));
  fs.writeFileSync(path.join(folder, 'expected.json'), `${JSON.stringify(expected, null, 1)}\n`);
  return folder;
}

export function read(name) {
  const file = (base) => fs.readFileSync(path.join(corpus_folder, name, base));
  return {
    phone: zlib.gunzipSync(file('phone.db.gz')),
    install: file('phone.install'),
    server: zlib.gunzipSync(file('server.db.gz')),
    exchanges: JSON.parse(zlib.gunzipSync(file('exchanges.json.gz'))),
    expected: JSON.parse(file('expected.json')),
  };
}

export const entities = ['organisation', 'team', 'user', 'customer', 'contact', 'interaction', 'followup'];

// All that a phone holds, by entity and id.
export async function bookOf(phone) {
  const book = {};
  for (const entity of entities) {
    const rows = await phone.rows(entity);
    book[entity] = Object.fromEntries(rows.map((row) => [row.id, row.fields]).sort());
  }
  return book;
}

// A later version may know more: all that was recorded must be there, as it was.
export function assertHolds(actual, recorded, what) {
  if (recorded === null || typeof recorded !== 'object') return assert.deepEqual(actual, recorded, what);
  assert.ok(actual !== null && typeof actual === 'object', `${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(recorded)}`);
  if (Array.isArray(recorded)) assert.equal(actual.length, recorded.length, `${what}: as many as recorded`);
  for (const [key, value] of Object.entries(recorded)) assertHolds(actual[key], value, `${what}.${key}`);
}
