// Starting, watching and ending real processes. Whatever is started here ends with this process, however it ends.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const running = new Set();
const folders = new Set();

function endEverything() {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
}
process.on('exit', endEverything);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// For `until`: no use in asking again.
export class Hopeless extends Error {}

// Asks until the answer is truthy and returns it; throws, naming what was waited for, when the time is over.
export async function until(what, ask, { within = 10_000, every = 50 } = {}) {
  const deadline = performance.now() + within;
  let last;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = undefined;
    } catch (error) {
      if (error instanceof Hopeless) throw error;
      last = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`waited ${within} ms in vain for: ${what}${last ? ` (last: ${last.message})` : ''}`);
    }
    await sleep(every);
  }
}

// A folder that vanishes at the end, or stays for a look when FIELDFARE_KEEP is set.
export function temporaryFolder(name) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `fieldfare-${name}-`));
  if (!process.env.FIELDFARE_KEEP) folders.add(folder);
  return folder;
}

export async function freePort() {
  const probe = net.createServer();
  await new Promise((ready) => probe.listen(0, '127.0.0.1', ready));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

// A process that goes on. `text()` is all its output so far. `input` is given to it whole; with `interactive` it is written to.
export function start(program, args, { env = {}, cwd, input, interactive = false } = {}) {
  const stdin = input !== undefined || interactive ? 'pipe' : 'ignore';
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: [stdin, 'pipe', 'pipe'] });
  running.add(child);
  const state = { stdout: '', stderr: '', ended: null };
  child.stdout.setEncoding('utf8').on('data', (text) => { state.stdout += text; });
  child.stderr.setEncoding('utf8').on('data', (text) => { state.stderr += text; });
  child.stdin?.on('error', () => {});
  if (input !== undefined) child.stdin.end(input);
  const exited = new Promise((done) => {
    const finish = (code, signal) => {
      running.delete(child);
      state.ended ??= { code, signal };
      done(state.ended);
    };
    child.on('error', (error) => { state.stderr += error.message; finish(127, null); });
    child.on('close', finish);
  });
  const end = async (signal, within) => {
    if (!state.ended) child.kill(signal);
    const slow = Symbol('slow');
    let timer;
    const late = new Promise((done) => { timer = setTimeout(done, within, slow); });
    const result = await Promise.race([exited, late]);
    clearTimeout(timer);
    if (result !== slow) return result;
    child.kill('SIGKILL');
    await exited;
    throw new Error(`${path.basename(program)} did not end within ${within} ms of ${signal}\n${state.stderr.slice(-2000)}`);
  };
  return {
    pid: child.pid,
    exited,
    ended: () => state.ended,
    stdout: () => state.stdout,
    write: (text) => child.stdin.write(text),
    onOutput: (listener) => child.stdout.on('data', listener),
    text: () => state.stdout + state.stderr,
    stop: (within = 10_000) => end('SIGTERM', within),
    kill: () => end('SIGKILL', 5_000),
    signal: (name) => child.kill(name),
  };
}

// Runs a program to its end. Never throws for an exit code; `ok` does.
export async function run(program, args, { within = 60_000, ...options } = {}) {
  const process_ = start(program, args, options);
  const timer = setTimeout(() => process_.signal('SIGKILL'), within);
  const { code, signal } = await process_.exited;
  clearTimeout(timer);
  const text = process_.text();
  return { code, signal, stdout: process_.stdout(), text, command: [path.basename(program), ...args].join(' ') };
}

export async function ok(program, args, options) {
  const result = await run(program, args, options);
  if (result.code === 0) return result;
  throw new Error(`${result.command}\nended with ${result.signal ?? `exit code ${result.code}`}:\n${result.text.slice(-4000)}`);
}
