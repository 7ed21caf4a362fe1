// A whole organisation for one scenario: a server with people and customers, a relay before it, phones behind the relay.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { csv, customerColumns, customers as sampleCustomers } from '../../../tools/demo-data.mjs';
import { login } from './api.mjs';
import { Phone } from './phone.mjs';
import { temporaryFolder } from './processes.mjs';
import { startRelay } from './relay.mjs';
import { Server } from './server.mjs';

// Their names, and passwords that guard nothing but a test.
export const people = {
  wang: { email: 'wang@example.com', name: '王芳', role: 'lead', password: 'wang-fieldfare-demo' },
  li: { email: 'li@example.com', name: '李强', role: 'rep', password: 'li-fieldfare-demo' },
  zhao: { email: 'zhao@example.com', name: '赵敏', role: 'rep', password: 'zhao-fieldfare-demo' },
};
export const reps = ['li', 'zhao'];

// `t` is the test: what was started ends with it. `customers` are shared out between the reps in turn.
export async function startWorld(t, options = {}) {
  const world = await makeWorld({ folder: temporaryFolder('e2e'), ...options });
  t.after(() => world.close());
  return world;
}

// `sheets`: tables to import beside those customers. `clockOffset`: how far the clocks of all are off at first, in milliseconds.
export async function makeWorld({ folder, customers = 4, sheets = [], address, inside, tls, port, web, backups, clockOffset = 0 }) {
  const now = Date.now() + clockOffset;
  const server = new Server({ folder: path.join(folder, 'server'), address, inside, tls, port, web, backups, clockOffset });
  await server.init({ organisation: '田野示例公司', team: '华东一队', people });
  const rows = sampleCustomers({ count: customers, owners: reps.map((user) => people[user].email), now });
  for (const [i, table] of [[customerColumns, ...rows], ...sheets].entries()) {
    const sheet = path.join(folder, i === 0 ? 'customers.csv' : `customers-${i}.csv`);
    fs.writeFileSync(sheet, csv(table));
    await server.import(sheet);
  }
  await server.start();
  const world = new World({ folder, server });
  await world.setRelay(inside ? undefined : server.port);
  if (!inside && !tls) await world.learnCustomers();
  return world;
}

class World {
  constructor({ folder, server }) {
    Object.assign(this, { folder, server, phones: [], relay: null, owned: {}, sessions: new Map() });
  }

  async setRelay(port) {
    if (port) this.relay = await startRelay(port);
  }

  // Later connections of the phones reach another port, as when a phone joins another network.
  relayTo(port) {
    this.relay.target(port);
  }

  async learnCustomers() {
    const lead = await this.dashboard('wang');
    const all = await lead.customers('&sort=name');
    for (const user of reps) {
      this.owned[user] = all.filter((item) => item.owner?.name === people[user].name).map((item) => ({ id: item.id, name: item.fields.name, fields: item.fields }));
    }
  }

  customersOf(user) {
    assert.ok(this.owned[user]?.length, `${user} owns customers`);
    return this.owned[user];
  }

  // Signs in once; again only when the session has ended.
  async dashboard(user) {
    const session = this.sessions.get(user);
    if (session && await session.get('/api/me').then(() => true, () => false)) return session;
    this.sessions.set(user, await login(this.server.url, people[user].email, people[user].password));
    return this.sessions.get(user);
  }

  enrolmentCode(user) {
    return this.server.enrolmentCode(people[user].email);
  }

  // A new phone for this user, enrolled. `key: ''`: without encryption, so that a search of its files proves something.
  async phone(user, { url = this.relay?.url, inside, ca, name = `${people[user].name}的手机`, key } = {}) {
    const folder = path.join(this.folder, `phone-${user}-${this.phones.length}`);
    const phone = new Phone({ folder, user, name, inside, ca, clockOffset: this.server.clockOffset, key });
    await phone.enrol({ url, code: await this.enrolmentCode(user) });
    this.phones.push(phone);
    return phone;
  }

  // A second phone with a copy of this one's data as it is now, with the number of its install or without.
  copyOf(phone, { withInstall }) {
    const folder = `${phone.folder}-copy-${this.phones.length}`;
    fs.cpSync(phone.folder, folder, { recursive: true, filter: (file) => withInstall || !file.endsWith('.install') });
    const copy = new Phone({ ...phone, folder });
    this.phones.push(copy);
    return copy;
  }

  // The owner lets a colleague see one of his customers.
  async share(customer, user) {
    const owner = this.phones.find((phone) => (this.owned[phone.user] ?? []).some((row) => row.id === customer.id));
    const guest = (await (await this.dashboard('wang')).get('/api/users')).items.find((item) => item.name === people[user].name);
    await owner.edit(customer.id, { collaborators: [guest.id] });
    await owner.sync();
  }

  revoke(phone) {
    return this.server.revoke(phone.device);
  }

  // Its owner enters a new code on the phone.
  async enrolAnew(phone) {
    await phone.enrol({ url: this.relay?.url, code: await this.enrolmentCode(phone.user) });
  }

  // All clocks are right again; the server starts anew.
  async backToNow() {
    await this.server.stop();
    this.server.clockOffset = 0;
    await this.server.start();
    for (const phone of this.phones) phone.clockOffset = 0;
  }

  async close() {
    for (const phone of this.phones) await phone.stopAll();
    await this.server.stop();
    await this.relay?.close();
  }
}
