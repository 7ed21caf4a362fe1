// Another wall clock for a program under test, so that weeks pass in a second.
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './processes.mjs';

let library;

function build() {
  const source = path.join(path.dirname(fileURLToPath(import.meta.url)), 'clock.c');
  const target = path.join(temporaryFolder('clock'), 'clock.so');
  const result = spawnSync('gcc', ['-shared', '-fPIC', '-O1', '-o', target, source, '-ldl'], { encoding: 'utf8' });
  if (result.status !== 0 || !fs.existsSync(target)) throw new Error(`the test clock does not compile: ${result.stderr}`);
  return target;
}

// Environment of a program whose wall clock is this far from the machine's. Zero: nothing is preloaded.
export function clockEnvironment(offset_ms) {
  if (!offset_ms) return {};
  library ??= build();
  return { LD_PRELOAD: library, FIELDFARE_TEST_CLOCK_OFFSET_S: String(Math.round(offset_ms / 1000)) };
}
