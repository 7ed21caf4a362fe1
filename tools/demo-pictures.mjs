// Pictures of the phone and of the dashboard, made by the programs themselves.
import fs from 'node:fs';
import path from 'node:path';
import { ok } from '../tests/e2e/support/processes.mjs';
import { program, source_root } from '../tests/e2e/support/programs.mjs';

const patience_ms = 5 * 60_000;
const progress_ms = 10_000;
// Where the phones are; a machine that runs the demo may be elsewhere.
export const organisations_zone = 'Asia/Shanghai';

function made(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).filter((file) => file.endsWith('.png')).sort().map((file) => path.join(folder, file));
}

// Runs a program that fills a folder, and says now and then how far it has come.
async function fill(folder, what, say, program_, args, env) {
  say(what);
  const progress = setInterval(() => say(`${what}: ${made(folder).length} so far`), progress_ms);
  try {
    await ok(program_, args, { within: patience_ms, env });
  } finally {
    clearInterval(progress);
  }
  return made(folder);
}

// Every page of the app with this phone's data, and the first page of a new phone: both sizes, light and dark, both languages.
export async function phonePictures({ into, phone, say }) {
  const folder = path.join(into, 'phone');
  const env = { QT_QPA_PLATFORM: 'offscreen', TZ: organisations_zone };
  const shoot = (what, data) => fill(folder, what, say, program('fieldfare'), ['--data', data, '--screenshot', folder], env);
  await shoot('pictures of a new phone', path.join(into, '../new-phone'));
  return shoot('pictures of the phone', phone.folder);
}

// The dashboard in headless Chromium; `every` adds English, dark and the small screen.
export async function dashboardPictures({ into, every, url, lead, say }) {
  const folder = path.join(into, 'dashboard');
  const script = path.join(source_root, 'tests/browser/screenshots.mjs');
  const only = every ? [] : ['--only', '1440x900-zh-CN-light'];
  const env = { FIELDFARE_PASSWORD: lead.password };
  return fill(folder, 'pictures of the dashboard', say, process.execPath, [script, '--url', url, '--email', lead.email, '--out', folder, ...only], env);
}
