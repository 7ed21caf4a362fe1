// Each page shows what the server holds.
import assert from 'node:assert/strict';
import { read } from '../support/browser.mjs';
import { countIs, eventually, textHas, textIs } from '../support/expect.mjs';
import { open } from '../support/pages.mjs';

export const pages = [
  {
    name: 'overview: the tiles show the server’s figures, each with its freshness, and so do the panels',
    async run({ page, options }) {
      await open(page, options.url, '/');
      const { visits, overdue, conflicts_open, devices } = await read(page, '/api/overview');
      const values = page.getByTestId('tile-value');
      const expected = [visits.today, visits.this_week, overdue.total, conflicts_open].map(String);
      await eventually(async () => assert.deepEqual((await values.allInnerTexts()).slice(0, 4), expected));
      await textIs(values.nth(4), `${devices.total - devices.behind} / ${devices.total}`);
      for (const tile of await page.getByTestId('tile').all()) {
        await tile.getByTestId('freshness').waitFor();
        assert.ok(await tile.getAttribute('href'), 'a tile must lead somewhere');
      }
      const panels = await page.locator('section.ff-panel').all();
      assert.ok(panels.length >= 5, `${panels.length} panels`);
      for (const panel of panels) await panel.getByTestId('freshness').last().waitFor();
    },
  },
  {
    name: 'overview: funnel and daily visits are drawn, overdue stands by rep',
    async run({ page, options }) {
      await open(page, options.url, '/');
      const overview = await read(page, '/api/overview');
      await page.waitForFunction(() => document.querySelectorAll('[role="img"] svg').length >= 2);
      const stages = overview.funnel.filter((step) => !step.exit);
      await countIs(page.locator('ul.ff-sr a[href^="/customers?stage="]'), stages.length);
      for (const { rep, overdue } of overview.overdue.by_rep) {
        const row = page.locator('tr', { hasText: rep.name }).first();
        await textIs(row.locator('a[href*="due=overdue"]'), String(overdue));
      }
    },
  },
  {
    name: 'visits: the latest arrival stands first with its customer, rep and note; a filter by rep keeps to it',
    async run({ page, options }) {
      await open(page, options.url, '/visits');
      const { items } = await read(page, '/api/visits?limit=30');
      assert.ok(items.length > 0, 'the server holds no visit');
      const [latest] = items;
      const card = page.getByTestId('visit').first();
      await textHas(card, latest.customer.name);
      await textHas(card, latest.rep.name);
      if (latest.fields.note) await textHas(card, latest.fields.note);
      const { items: ofRep } = await read(page, `/api/visits?limit=30&rep=${latest.rep.id}`);
      await open(page, options.url, `/visits?rep=${latest.rep.id}`);
      await countIs(page.getByTestId('visit'), ofRep.length);
      for (const card of await page.getByTestId('visit').all()) await textHas(card, latest.rep.name);
    },
  },
  {
    name: 'customer page: name, due day with its reason, timeline, file',
    async run({ page, options }) {
      const { items } = await read(page, '/api/customers?limit=1&sort=last_visit&order=desc');
      assert.ok(items.length > 0, 'the server holds no customer');
      const customer = await read(page, `/api/customers/${items[0].id}`);
      const timeline = await read(page, `/api/customers/${customer.id}/timeline`);
      await open(page, options.url, `/customers/${customer.id}`);
      await textIs(page.locator('h1'), customer.fields.name);
      if (customer.next_due?.explanation) {
        await textHas(page.getByTestId('next-due'), customer.next_due.explanation.text['zh-CN']);
      }
      await countIs(page.getByTestId('timeline').locator('> li'), timeline.items.length);
      const visit = timeline.items.find((item) => item.kind === 'interaction' && item.fields.note);
      assert.ok(visit, 'the customer with the latest visit must have one on its timeline');
      await textHas(page.getByTestId('timeline'), visit.fields.note);
      for (const contact of customer.contacts) await textHas(page.locator('main'), contact.fields.name);
    },
  },
  {
    name: 'an unknown customer and an unknown address say so',
    async run({ page, options }) {
      await page.goto(`${options.url}/customers/00000000-0000-7000-8000-000000000000`);
      await textHas(page.locator('main'), '找不到该客户');
      await page.goto(`${options.url}/no/such/page`);
      await textHas(page.locator('main'), '页面不存在');
    },
    expected: [/00000000-0000-7000-8000-000000000000.*404/],
  },
  {
    name: 'sync health: every phone with its user and state',
    async run({ page, options }) {
      await open(page, options.url, '/devices');
      const { items } = await read(page, '/api/devices');
      assert.ok(items.length > 0, 'the server knows no phone');
      await countIs(page.getByTestId('device'), items.length);
      for (const device of items) {
        const card = page.locator(`[data-testid="device"][data-id="${device.id}"]`);
        await textHas(card, device.user.name);
        await eventually(async () => assert.equal(await card.getAttribute('data-state'), device.state));
      }
    },
  },
];
