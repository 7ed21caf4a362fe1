// Two network namespaces joined by a slow and lossy line. Needs root and /dev/net/tun.
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { may_make_namespaces, server_address } from './netns.mjs';
import { ok, start, temporaryFolder, until } from './processes.mjs';

export const may_make_lines = may_make_namespaces && fs.existsSync('/dev/net/tun') && spawnSync('gcc', ['--version']).status === 0;

export async function slowLine(t, { bits_per_second, loss_permille, delay_ms }) {
  const source = path.join(path.dirname(fileURLToPath(import.meta.url)), 'slow_line.c');
  const program = path.join(temporaryFolder('line'), 'slow_line');
  await ok('gcc', ['-O1', '-o', program, source]);
  const tag = `ffl${process.pid}`;
  const spaces = [`${tag}-server`, `${tag}-phone`];
  const remove = () => { for (const name of spaces) spawnSync('ip', ['netns', 'del', name]); };
  process.on('exit', remove);
  for (const name of spaces) await ok('ip', ['netns', 'add', name]);
  const line = start(program, [...spaces, bits_per_second, loss_permille, delay_ms].map(String));
  t.after(async () => { await line.stop(); remove(); });
  await until('the line to stand', async () => line.text().includes('ready'));
  for (const [i, name] of spaces.entries()) {
    await ok('ip', ['-n', name, 'addr', 'add', `${i === 0 ? server_address : '192.0.2.2'}/24`, 'dev', 'line']);
    await ok('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
    await ok('ip', ['-n', name, 'link', 'set', 'line', 'up']);
  }
  return { inServer: ['ip', 'netns', 'exec', spaces[0]], inPhone: ['ip', 'netns', 'exec', spaces[1]] };
}
