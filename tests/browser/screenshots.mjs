#!/usr/bin/env node
// Pictures of every page of the dashboard, for people to look at.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, openContext, read, signIn } from './support/browser.mjs';
import { readOptions } from './support/options.mjs';

const help = `usage: node tests/browser/screenshots.mjs --url URL --email EMAIL --password PASSWORD --out DIR [--only NAME] [--full]

Makes a picture of every dashboard page in two sizes (1440x900, 390x844), both languages, light and dark,
from a running server, and prints each path. Files are named PAGE-SIZE-LANGUAGE-SCHEME.png.

  --url, --email, --password   or FIELDFARE_URL, FIELDFARE_EMAIL, FIELDFARE_PASSWORD
  --out DIR                    where the pictures go (made if missing)
  --only TEXT                  only pictures whose name contains TEXT
  --full                       the whole page instead of the first screen
exit codes: 0 all made, 1 a page failed, 2 wrong usage
`;

const options = readOptions(help, {
  out: { type: 'string' },
  only: { type: 'string', default: '' },
  full: { type: 'boolean', default: false },
});
if (!options.out) {
  process.stderr.write('--out is needed; see --help\n');
  process.exit(2);
}

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const languages = ['zh-CN', 'en'];
const schemes = ['light', 'dark'];

const browser = await launch();
try {
  await mkdir(options.out, { recursive: true });
  const { session, pages } = await prepare();
  for (const size of sizes) {
    for (const language of languages) {
      for (const scheme of schemes) await photograph(size, language, scheme, session, pages);
    }
  }
} finally {
  await browser.close();
}

/** Signs in once for all, and picks the customer with the latest visit for the customer page. */
async function prepare() {
  const context = await openContext(browser);
  const page = await context.newPage();
  await signIn(page, options);
  const { items } = await read(page, '/api/customers?sort=last_visit&order=desc&limit=1');
  const pages = { overview: '/', visits: '/visits', customers: '/customers', devices: '/devices', quarantine: '/quarantine', conflicts: '/conflicts' };
  if (items.length > 0) pages.customer = `/customers/${items[0].id}`;
  const { items: people } = await read(page, '/api/users');
  const [from, to] = people.filter(({ role }) => role === 'rep');
  if (to) pages.handover = `/handover?from=${from.id}&to=${to.id}`;
  pages.duplicates = '/duplicates';
  pages.privacy = '/settings/privacy';
  const { open, decided } = await read(page, '/api/duplicates');
  if (open.length > 0) pages.merging = `/duplicates?from=${open[0].a.id}&into=${open[0].b.id}`;
  const merged = decided.find(({ state }) => state === 'merged');
  if (merged) pages.parting = `/duplicates?undo=${(merged.a.merged ? merged.a : merged.b).id}`;
  const session = await context.storageState();
  await context.close();
  return { session, pages };
}

async function photograph(size, language, scheme, session, pages) {
  const name = (page) => `${page}-${size.width}x${size.height}-${language}-${scheme}`;
  const wanted = [...Object.keys(pages), 'login'].filter((page) => name(page).includes(options.only));
  if (wanted.length === 0) return;
  const shape = { language, dark: scheme === 'dark', ...size };
  const inside = await openContext(browser, { ...shape, session: { cookies: session.cookies, origins: [] } });
  const outside = await openContext(browser, shape);
  for (const page of wanted) {
    const context = page === 'login' ? outside : inside;
    await shoot(context, page === 'login' ? '/' : pages[page], join(options.out, `${name(page)}.png`));
  }
  await inside.close();
  await outside.close();
}

async function shoot(context, path, file) {
  const page = await context.newPage();
  await page.goto(options.url + path);
  await page.locator('h1, button[type="submit"]').first().waitFor();
  // Skeletons gone and charts drawn.
  await page.waitForFunction(() => !document.querySelector('.ant-skeleton, .ant-spin-spinning'));
  await page.waitForFunction(() => [...document.querySelectorAll('[role="img"][aria-label]')].every((host) => host.tagName !== 'DIV' || host.querySelector('svg')));
  await page.waitForTimeout(500);
  await page.screenshot({ path: file, fullPage: options.full });
  await page.close();
  process.stdout.write(`${file}\n`);
}
