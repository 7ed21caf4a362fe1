import assert from 'node:assert/strict';
import { textIs } from '../support/expect.mjs';
import { open, settled, titles } from '../support/pages.mjs';

export const language = [
  {
    name: 'language: every page changes at once and stays changed after a reload',
    async run({ page, options }) {
      await open(page, options.url, '/');
      await textIs(page.locator('h1'), titles['/'][0]);
      await page.getByTestId('language').click();
      await textIs(page.locator('h1'), titles['/'][1]);
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
      for (const [path, [, english]] of Object.entries(titles)) {
        await open(page, options.url, path);
        await textIs(page.locator('h1'), english);
      }
      await page.reload();
      await settled(page);
      await page.getByTestId('language').click();
      await textIs(page.locator('h1'), titles['/conflicts'][0]);
    },
  },
];
