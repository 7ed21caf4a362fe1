import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openContext } from '../support/browser.mjs';
import { everyPage, open } from '../support/pages.mjs';

const require = createRequire(new URL('../../../server/web/package.json', import.meta.url));
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

async function grave(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target} (${node.any[0]?.message ?? ''})`).join('; ')}`);
  });
}

async function faultsOfLogin(browser, options, dark) {
  const context = await openContext(browser, { dark });
  const page = await context.newPage();
  await page.goto(options.url);
  await page.locator('button[type="submit"]').waitFor();
  const faults = await grave(page);
  await context.close();
  return faults.map((fault) => `login ${fault}`);
}

export const access = ['light', 'dark'].map((scheme) => ({
  name: `accessible: no serious fault on any page, ${scheme}`,
  async run({ browser, page, options }) {
    await page.emulateMedia({ colorScheme: scheme });
    const found = await faultsOfLogin(browser, options, scheme === 'dark');
    for (const path of await everyPage(page)) {
      await open(page, options.url, path);
      for (const fault of await grave(page)) found.push(`${path} ${fault}`);
    }
    assert.deepEqual(found, []);
  },
}));
