// The dashboard on a phone's screen.
import assert from 'node:assert/strict';
import { read } from '../support/browser.mjs';
import { tooLow } from '../support/faults.mjs';
import { everyPage, open } from '../support/pages.mjs';

const phone = { width: 390, height: 844 };

export const narrow = [
  {
    name: 'narrow: what is touched is high enough for a thumb, on every page',
    async run({ page, options }) {
      await page.setViewportSize(phone);
      for (const path of await everyPage(page)) {
        await open(page, options.url, path);
        assert.deepEqual(await tooLow(page), [], path);
      }
    },
  },
  {
    name: 'narrow: a touch anywhere on a customer’s card opens the customer',
    async run({ page, options }) {
      await page.setViewportSize(phone);
      await open(page, options.url, '/customers');
      const card = page.locator('.ff-customer-cards > li').first();
      const { height } = await card.boundingBox();
      await card.click({ position: { x: 300, y: height - 8 } });
      await page.waitForURL(/\/customers\/[0-9a-f-]{36}$/);
    },
  },
  {
    name: 'narrow: no line ends within the dates of a reason',
    async run({ page, options }) {
      const { items } = await read(page, '/api/customers?limit=1&sort=last_visit&order=desc');
      await page.setViewportSize(phone);
      await open(page, options.url, `/customers/${items[0].id}`);
      const dates = page.getByTestId('next-due').locator('.ff-whole');
      await dates.first().waitFor();
      for (let width = phone.width; width >= 200; width -= 10) {
        await page.setViewportSize({ ...phone, width });
        const lines = await dates.evaluateAll((nodes) => nodes.map((node) => node.getClientRects().length));
        assert.ok(lines.every((count) => count === 1), `${width} wide: ${lines}`);
      }
    },
  },
];
