import assert from 'node:assert/strict';
import { read } from '../support/browser.mjs';
import { eventually, textHas } from '../support/expect.mjs';
import { open } from '../support/pages.mjs';

// Two customers of different people.
async function two(page) {
  const { items } = await read(page, '/api/customers?limit=200&sort=name');
  const from = items.find((item) => item.owner);
  const into = items.find((item) => item.owner && item.owner.id !== from.owner.id);
  assert.ok(from && into, 'the server holds customers of two people');
  return { from, into };
}

const total = async (page) => (await read(page, '/api/customers?limit=1')).total;
const decidedOf = (page, from) => page.getByTestId('duplicates-decided').getByTestId('pair').filter({ hasText: from.fields.name });

export const duplicates = [
  {
    name: 'duplicates: a preview as the server holds it, one file in one step, and two again',
    async run({ page, options }) {
      const { from, into } = await two(page);
      const before = await total(page);
      await open(page, options.url, '/customers');
      await page.getByTestId('to-duplicates').click();
      await page.waitForURL(/\/duplicates$/);
      await open(page, options.url, `/duplicates?from=${from.id}&into=${into.id}`);
      const preview = page.getByTestId('merge-preview');
      const told = await read(page, `/api/merge/preview?from=${from.id}&into=${into.id}&take=`);
      await textHas(preview, String(told.rows.visits));
      await textHas(preview, into.fields.name);
      const differs = told.fields.find((field) => field.kind === 'stays' && !Array.isArray(field.into) && typeof field.into !== 'object');
      if (differs) {
        const line = preview.locator(`[data-field="${differs.field}"]`);
        await line.getByRole('checkbox').check();
        await preview.locator(`[data-field="${differs.field}"][data-kind="chosen"]`).waitFor();
        await line.getByRole('checkbox').uncheck();
        await preview.locator(`[data-field="${differs.field}"][data-kind="stays"]`).waitFor();
      }
      assert.equal(await total(page), before, 'looking changes nothing');

      await page.getByTestId('merge-confirm').click();
      await page.getByTestId('merge-done').waitFor();
      assert.equal(await total(page), before - 1);
      await decidedOf(page, from).locator('[data-testid="part"]').waitFor();

      await page.getByTestId('merge-undo').click();
      await page.getByTestId('merge-undone').waitFor();
      await eventually(async () => assert.equal(await total(page), before));
      await decidedOf(page, from).getByTestId('ask-again').waitFor();
    },
  },
  {
    name: 'duplicates: a likely pair is shown with its reasons; that there are two is said, and taken back',
    async run({ page, options }) {
      const { open: likely } = await read(page, '/api/duplicates');
      assert.ok(likely.length > 0, 'the server holds a likely pair');
      await open(page, options.url, '/duplicates');
      const { name } = likely[0].a;
      const pair = (where) => page.getByTestId(`duplicates-${where}`).getByTestId('pair').filter({ hasText: name }).first();
      await textHas(pair('open'), likely[0].b.code);
      await pair('open').getByTestId('keep-apart').click();
      await pair('decided').getByTestId('ask-again').click();
      await pair('open').getByTestId('keep').first().click();
      await page.getByTestId('merge-preview').waitFor();
      await page.getByTestId('merge-close').click();
      await page.waitForURL(/\/duplicates$/);
    },
  },
];
