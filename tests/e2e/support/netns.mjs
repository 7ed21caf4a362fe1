// Two network namespaces joined by one cable, made for a test and removed with it. Needs root.
import { spawnSync } from 'node:child_process';
import { ok } from './processes.mjs';

export const may_make_namespaces = process.getuid?.() === 0 && spawnSync('ip', ['-V']).status === 0;

// server_address and phone_address exist inside the namespaces only (RFC 5737, for documentation).
export const server_address = '192.0.2.1';
const phone_address = '192.0.2.2';

export async function twoNamespaces(t) {
  const tag = `ff${process.pid}`;
  const [server, phone] = [`${tag}-server`, `${tag}-phone`];
  const ip = (...args) => ok('ip', args);
  const remove = () => { for (const name of [server, phone]) spawnSync('ip', ['netns', 'del', name]); };
  process.on('exit', remove);
  t.after(remove);
  for (const name of [server, phone]) await ip('netns', 'add', name);
  await ip('-n', server, 'link', 'add', 'cable', 'type', 'veth', 'peer', 'name', 'cable', 'netns', phone);
  await ip('-n', server, 'addr', 'add', `${server_address}/24`, 'dev', 'cable');
  await ip('-n', phone, 'addr', 'add', `${phone_address}/24`, 'dev', 'cable');
  for (const name of [server, phone]) {
    await ip('-n', name, 'link', 'set', 'lo', 'up');
    await ip('-n', name, 'link', 'set', 'cable', 'up');
  }
  return {
    inServer: ['ip', 'netns', 'exec', server],
    inPhone: ['ip', 'netns', 'exec', phone],
    unplug: () => ip('-n', phone, 'link', 'set', 'cable', 'down'),
    plug: () => ip('-n', phone, 'link', 'set', 'cable', 'up'),
  };
}
