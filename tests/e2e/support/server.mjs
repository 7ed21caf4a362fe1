// A fieldfare-server of its own data directory, driven by its own commands.
import fs from 'node:fs';
import path from 'node:path';
import { clockEnvironment } from './clock.mjs';
import { Hopeless, freePort, ok, run, start, until } from './processes.mjs';
import { program } from './programs.mjs';

const ready_ms = 20_000;

export class Server {
  // `inside`: command that runs another one elsewhere (ip netns exec …). `tls`: with a trial certificate. `backups`: folder for those it
  // takes by itself.
  constructor({ folder, address = '127.0.0.1', port, inside = [], tls = false, web, backups, clockOffset = 0 }) {
    Object.assign(this, { folder, address, port, inside, tls, web, backups, clockOffset });
    this.config = path.join(folder, 'server.toml');
    this.data = path.join(folder, 'data');
    this.process = null;
  }

  get url() { return `${this.tls ? 'https' : 'http'}://${this.address}:${this.port}`; }

  arguments(args) {
    const [first, ...rest] = [...this.inside, program('fieldfare-server'), '--config', this.config, ...args];
    return [first, rest, { env: clockEnvironment(this.clockOffset) }];
  }

  command(args, options = {}) {
    const [first, rest, defaults] = this.arguments(args);
    return ok(first, rest, { ...defaults, ...options });
  }

  tryCommand(args) {
    return run(...this.arguments(args));
  }

  async init({ organisation, team, people }) {
    fs.mkdirSync(this.folder, { recursive: true });
    this.port ??= await freePort();
    const certificate = this.tls ? ['--trial-certificate'] : [];
    await this.command(['init', '--data', this.data, '--organisation', organisation, '--admin-email', 'admin@example.com', '--admin-name', '系统管理员', '--password-stdin', ...certificate],
      { input: 'admin-fieldfare-demo\n' });
    this.writeConfig();
    for (const { name, email, role, password } of Object.values(people)) {
      await this.command(['user', 'add', '--name', name, '--email', email, '--role', role, '--team', team, '--password-stdin'], { input: `${password}\n` });
    }
  }

  writeConfig() {
    const quoted = (text) => JSON.stringify(text);
    const lines = ['[data]', `directory = ${quoted(this.data)}`, '[http]', `address = ${quoted(this.address)}`, `port = ${this.port}`];
    if (this.tls) lines.push('[tls]', `certificate = ${quoted(this.certificate())}`, `key = ${quoted(path.join(this.data, 'trial-key.pem'))}`);
    if (this.backups) lines.push('[backup]', `folder = ${quoted(this.backups)}`);
    if (this.web) lines.push('[web]', `directory = ${quoted(this.web)}`);
    fs.writeFileSync(this.config, `${lines.join('\n')}\n`);
  }

  certificate() { return path.join(this.data, 'trial-certificate.pem'); }
  databaseFile() { return path.join(this.data, 'fieldfare.db'); }

  async start() {
    const [first, rest, options] = this.arguments(['serve']);
    this.process = start(first, rest, options);
    await until('the server to be ready', async () => {
      if (this.process.ended()) throw new Hopeless(`the server ended: ${this.process.text().slice(-2000)}`);
      return this.ready();
    }, { within: ready_ms, every: 30 });
  }

  // Asked as a stranger would, from where the server is.
  async ready() {
    const [first, ...rest] = [...this.inside, 'curl', '-sf', '-m', '5', ...(this.tls ? ['--cacert', this.certificate()] : []), `${this.url}/readyz`];
    return (await run(first, rest, { within: 6000 })).code === 0;
  }

  async stop() {
    const process_ = this.process;
    this.process = null;
    if (process_) await process_.stop(15_000);
  }

  async kill() {
    const process_ = this.process;
    this.process = null;
    await process_.kill();
  }

  // The most memory that the serving process has ever held, in bytes.
  peakMemory() {
    const status = fs.readFileSync(`/proc/${this.process.pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+)/m.exec(status)[1]) * 1024;
  }

  async enrolmentCode(email) {
    const { stdout } = await this.command(['device', 'enrol', '--user', email]);
    const code = /^Code for .*?:\s+(\S+)/m.exec(stdout);
    if (!code) throw new Error(`no enrolment code in: ${stdout}`);
    return code[1];
  }

  revoke(device) { return this.command(['device', 'revoke', String(device)]); }
  // Hides these classes of fields from a role, and no others.
  mask(role, ...classes) { return this.command(['mask', 'set', role, ...classes]); }
  handOver(from, to) { return this.command(['user', 'handover', from, to, '--yes']); }
  async devices() { return (await this.command(['device', 'list'])).stdout; }
  import(sheet) { return this.command(['import', sheet]); }
  tryImport(sheet) { return this.tryCommand(['import', sheet]); }
  // Gives the backup's path.
  async backup(folder) { return (await this.command(['backup', '--folder', folder])).stdout.split('\n')[0]; }
  // The server must not be running.
  restore(file) { return this.command(['restore', file]); }
  async doctor() { return (await this.command(['doctor'])).text; }
  tryDoctor() { return this.tryCommand(['doctor']); }
}
