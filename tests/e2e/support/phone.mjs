// A phone without a screen: fieldfare-cli on a store of its own. It is either off, and each command is a process, or on,
// and one process syncs by itself and takes the commands, as the app does.
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { clockEnvironment } from './clock.mjs';
import { ok, run, start } from './processes.mjs';
import { program } from './programs.mjs';

const answer_ms = 20_000;

const settings = (fields) => Object.entries(fields).map(([field, value]) => `${field}=${Array.isArray(value) ? value.join(',') : value ?? ''}`);

export class Phone {
  // `folder` is a data directory of the app as well. `clockOffset` is how far its wall clock is off, in milliseconds.
  constructor({ folder, user, name, inside = [], ca, clockOffset = 0, key = randomBytes(32).toString('hex') }) {
    Object.assign(this, { folder, user, name, inside, ca, clockOffset, key });
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.writeFileSync(path.join(folder, 'store.key'), this.key, { mode: 0o600 });
    this.on = null;
  }

  arguments(args) {
    const store = path.join(this.folder, 'fieldfare.db');
    const [first, ...rest] = [...this.inside, program('fieldfare-cli'), '--json', '--store', store, '--key', this.key, ...args];
    return [first, rest, { env: clockEnvironment(this.clockOffset) }];
  }

  trust() { return this.ca ? ['--ca', this.ca] : []; }

  async off(args) {
    return JSON.parse((await ok(...this.arguments(args))).stdout);
  }

  async enrol({ url, code }) {
    const reply = await this.off(['enrol', '--server', url, '--code', code, '--name', this.name, ...this.trust()]);
    this.device = reply.device;
  }

  // Until nothing is left to send or fetch; throws when it cannot.
  sync() { return this.off(['sync', '--timeout', '60', ...this.trust()]); }
  trySync() { return run(...this.arguments(['sync', '--timeout', '20', ...this.trust()])); }

  // Switches the phone on.
  watch() {
    const [first, rest, options] = this.arguments(['sync', '--watch', '--obey', ...this.trust()]);
    const process_ = start(first, rest, { ...options, interactive: true });
    const on = { process: process_, waiting: [], states: [], rest: '' };
    process_.onOutput((text) => take(on, text));
    process_.exited.then(() => {
      for (const { reject } of on.waiting.splice(0)) reject(new Error(`the phone went off: ${process_.text().slice(-1000)}`));
      if (this.on === on) this.on = null;
    });
    this.on = on;
    const gone = async (end) => {
      if (this.on === on) this.on = null;
      await end();
    };
    return { states: on.states, stop: () => gone(() => process_.stop()), kill: () => gone(() => process_.kill()) };
  }

  async stopAll() {
    const { on } = this;
    this.on = null;
    await on?.process.stop();
  }

  // One command, to the phone as it is.
  ask(command, ...args) {
    const { on } = this;
    if (!on) return this.off(args);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer within ${answer_ms} ms to ${JSON.stringify(command)}`)), answer_ms);
      const settle = (then) => (value) => { clearTimeout(timer); then(value); };
      on.waiting.push({ resolve: settle(resolve), reject: settle(reject) });
      on.process.write(`${JSON.stringify(command)}\n`);
    });
  }

  // Durable when this returns. `due` is the day of the next step, "YYYY-MM-DD".
  async logVisit({ customer, channel = 'visit', note = '', next = '', due = '', stage = '', at }) {
    const options = ['--customer', customer, '--channel', channel, '--note', note, '--next', next];
    if (due) options.push('--due', due);
    if (stage) options.push('--stage', stage);
    if (at !== undefined) options.push('--at', String(at));
    const saved = await this.ask({ command: 'log-visit', customer, channel: [channel], note, next, due, stage, at }, 'log-visit', ...options);
    return { id: saved.interaction };
  }

  // The process dies the moment it has said "saved".
  async logVisitThenDie(visit) {
    const switched = this.watch();
    const saved = await this.logVisit(visit);
    await switched.kill();
    return saved;
  }

  edit(customer, fields) {
    const set = settings(fields);
    return this.ask({ command: 'edit', customer, set }, 'edit', '--customer', customer, ...set.flatMap((item) => ['--set', item]));
  }

  fileCustomer(name, fields = {}) {
    const set = settings(fields);
    return this.ask({ command: 'file-customer', name, set }, 'file-customer', '--name', name, ...set.flatMap((item) => ['--set', item]));
  }

  // With a first contact; only while it is off.
  fileCustomerWithContact(name, contact, phone) {
    return this.off(['file-customer', '--name', name, '--contact', contact, '--phone', phone]);
  }

  async rows(entity, customer) {
    const of = customer ? ['--customer', customer] : [];
    return (await this.ask({ command: 'list', entity, customer }, 'list', entity, ...of, '--limit', '100000')).items;
  }

  customers() { return this.rows('customer'); }

  // None when the customer is not on this phone.
  async visits(customer) {
    return (await this.rows('interaction')).filter((row) => row.fields.customer === customer);
  }

  async customer(id) { return (await this.customers()).find((row) => row.id === id); }
  status() { return this.ask({ command: 'status' }, 'status'); }
  async outbox() { return (await this.ask({ command: 'outbox' }, 'outbox')).items; }

  // Everything it holds of these customers, as one number and as text for the eye.
  async digest(customers) {
    const wanted = new Set(customers);
    const held = [];
    for (const entity of ['customer', 'contact', 'interaction', 'followup']) {
      for (const row of await this.rows(entity)) {
        if (wanted.has(row.id) || wanted.has(row.fields.customer)) held.push(`${entity} ${row.id} ${stable(row.fields)}`);
      }
    }
    held.sort();
    return { hash: createHash('sha256').update(held.join('\n')).digest('hex'), rows: held };
  }
}

// JSON whose members stand in one order.
function stable(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${stable(value[key])}`).join(',')}}`;
}

// Lines that answer a command go to whoever waits; the others tell the state of sync.
function take(on, text) {
  on.rest += text;
  const lines = on.rest.split('\n');
  on.rest = lines.pop();
  for (const line of lines) {
    const message = JSON.parse(line);
    if (message.done !== undefined) on.waiting.shift().resolve(message.done);
    else if (message.error?.code && on.waiting.length > 0) on.waiting.shift().reject(new Error(`${message.error.code} ${message.error.detail}`));
    else on.states.push(message);
  }
}
