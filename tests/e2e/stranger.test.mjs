// The commands in docs/protocol.md, as a stranger would paste them: enrol, push one visit, pull it back.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { ok, temporaryFolder } from './support/processes.mjs';
import { source_root } from './support/programs.mjs';
import { startWorld } from './support/world.mjs';

function strangersCommands() {
  const text = fs.readFileSync(path.join(source_root, 'docs/protocol.md'), 'utf8');
  return [...text.matchAll(/^```sh stranger[^\n]*\n([\s\S]*?)^```$/gm)].map((match) => match[1]);
}

test('stranger: the commands of docs/protocol.md enrol, push a visit and pull it back', async (t) => {
  const blocks = strangersCommands();
  assert.ok(blocks.length > 0, 'docs/protocol.md has ```sh stranger blocks');
  const world = await startWorld(t, { customers: 2 });
  const folder = temporaryFolder('stranger');
  const script = `set -euo pipefail\n${blocks.join('\n')}\n`;
  const { text } = await ok('bash', ['-c', script], { cwd: folder, env: { SERVER: world.server.url, CODE: await world.enrolmentCode('li') } });
  const lead = await world.dashboard('wang');
  const visits = await lead.all('/api/visits');
  assert.equal(visits.length, 1, 'the lead sees the stranger\'s visit');
  assert.ok(text.includes(visits[0].id), 'and the stranger pulled the same one back');
});
