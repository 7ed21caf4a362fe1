import assert from 'node:assert/strict';
import { openContext } from '../support/browser.mjs';
import { grave } from '../support/faults.mjs';
import { everyPage, open } from '../support/pages.mjs';

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
