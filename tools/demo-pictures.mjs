// Pictures of the phone and of the dashboard, made by the programs themselves.
import fs from 'node:fs';
import path from 'node:path';
import { ok } from '../tests/e2e/support/processes.mjs';
import { program, source_root } from '../tests/e2e/support/programs.mjs';

const patience_ms = 5 * 60_000;
// Where the phones are; a machine that runs the demo may be elsewhere.
export const organisations_zone = 'Asia/Shanghai';

function made(folder) {
  return fs.readdirSync(folder).filter((file) => file.endsWith('.png')).sort().map((file) => path.join(folder, file));
}

// Every page of the app with this phone's data: both sizes, light and dark, both languages.
export async function phonePictures({ into, phone, say }) {
  say('pictures of the phone');
  const folder = path.join(into, 'phone');
  await ok(program('fieldfare'), ['--data', phone.folder, '--screenshot', folder], { within: patience_ms, env: { QT_QPA_PLATFORM: 'offscreen', TZ: organisations_zone } });
  return made(folder);
}

// The dashboard in headless Chromium; `every` adds English, dark and the small screen.
export async function dashboardPictures({ into, every, url, lead, say }) {
  say('pictures of the dashboard');
  const folder = path.join(into, 'dashboard');
  const script = path.join(source_root, 'tests/browser/screenshots.mjs');
  const only = every ? [] : ['--only', '1440x900-zh-CN-light'];
  const env = { FIELDFARE_PASSWORD: lead.password };
  await ok(process.execPath, [script, '--url', url, '--email', lead.email, '--out', folder, ...only], { within: patience_ms, env });
  return made(folder);
}
