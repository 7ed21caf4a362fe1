// The dashboard on a phone's screen.
import assert from 'node:assert/strict';
import { read } from '../support/browser.mjs';
import { everyPage, open } from '../support/pages.mjs';

const phone = { width: 390, height: 844 };
const least = 48;

/** What is shown, touched and lower than a thumb needs. Links in running text are not asked for it. */
function tooLow(page) {
  return page.evaluate((height) => {
    const touched = 'button, nav a, .ant-select, .ant-picker, .ant-input-affix-wrapper, .ant-segmented-item';
    const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest('.ant-input-suffix, .ff-file-toggle');
    return [...document.querySelectorAll(touched)]
      .filter((node) => shown(node) && node.getBoundingClientRect().height < height - 0.5)
      .map((node) => `${node.className || node.tagName} "${node.textContent}": ${node.getBoundingClientRect().height}`);
  }, least);
}

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
