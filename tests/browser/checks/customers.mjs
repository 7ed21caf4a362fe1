import assert from 'node:assert/strict';
import { read } from '../support/browser.mjs';
import { eventually, normal } from '../support/expect.mjs';
import { open } from '../support/pages.mjs';

const pageSize = 20;

/** The table's names in order are those that the server gives for this query. */
async function showsThe(page, query) {
  const { items } = await read(page, `/api/customers?limit=${pageSize}&${query}`);
  const expected = items.map((item) => normal(item.fields.name));
  const links = page.locator('[data-testid="customers"] tbody .ff-customer-name > a');
  await eventually(async () => assert.deepEqual((await links.allInnerTexts()).map(normal), expected));
  return items;
}

export const customers = [
  {
    name: 'customers: sorted by a click on the table’s head, both ways',
    async run({ page, options }) {
      await open(page, options.url, '/customers');
      await showsThe(page, 'sort=next_due&order=asc');
      const head = page.locator('[data-testid="customers"] thead th', { hasText: '客户名称' });
      await head.click();
      const rising = await showsThe(page, 'sort=name&order=asc');
      await head.click();
      const falling = await showsThe(page, 'sort=name&order=desc');
      assert.notEqual(rising[0].id, falling[0].id);
    },
  },
  {
    name: 'customers: filtered by stage, kept over a reload, cleared again',
    async run({ page, options }) {
      await open(page, options.url, '/customers');
      const { funnel } = await read(page, '/api/overview');
      const place = funnel.findIndex((step) => step.count > 0 && step.stage !== null);
      assert.ok(place >= 0, 'no customer has a stage');
      const { stage } = funnel[place];
      await page.getByTestId('filter-stage').click();
      // The choices stand in the catalog's order, as the funnel does.
      await page.locator('.ant-select-item-option').nth(place).click();
      const found = await showsThe(page, `sort=next_due&order=asc&stage=${stage}`);
      for (const { fields } of found) assert.equal(fields.stage, stage);
      await page.reload();
      await showsThe(page, `sort=next_due&order=asc&stage=${stage}`);
      await page.getByRole('button', { name: '清除筛选' }).click();
      await showsThe(page, 'sort=next_due&order=asc');
    },
  },
  {
    name: 'customers: found by a part of the name',
    async run({ page, options }) {
      await open(page, options.url, '/customers');
      const { items } = await read(page, '/api/customers?limit=1&sort=name&order=asc');
      const part = items[0].fields.name.slice(0, 4);
      await page.locator('input[type="search"]').fill(part);
      const found = await showsThe(page, `sort=next_due&order=asc&search=${encodeURIComponent(part)}`);
      assert.ok(found.some((item) => item.id === items[0].id), `searching "${part}" must find its customer`);
    },
  },
  {
    name: 'customers: a stage of the funnel opens its customers',
    async run({ page, options }) {
      await open(page, options.url, '/');
      const { funnel } = await read(page, '/api/overview');
      const step = funnel.find((one) => !one.exit && one.count > 0);
      assert.ok(step, 'no customer is in the funnel');
      await page.locator(`ul.ff-sr a[href="/customers?stage=${step.stage}"]`).evaluate((link) => link.click());
      const found = await showsThe(page, `sort=next_due&order=asc&stage=${step.stage}`);
      assert.equal(found.length, Math.min(step.count, pageSize));
    },
  },
];
