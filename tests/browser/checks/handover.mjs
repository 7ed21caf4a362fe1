import assert from 'node:assert/strict';
import { read } from '../support/browser.mjs';
import { eventually, textHas, textIs } from '../support/expect.mjs';
import { open } from '../support/pages.mjs';

const owned = async (page, user) => (await read(page, `/api/customers?owner=${user.id}&limit=1`)).total;

// The two reps with the most customers.
async function reps(page) {
  const { items } = await read(page, '/api/users');
  const counted = await Promise.all(items.map(async (user) => ({ ...user, total: await owned(page, user) })));
  const [from, to] = counted.filter((user) => user.role === 'rep' && user.active).sort((a, b) => b.total - a.total);
  assert.ok(from.total > 0 && to, 'the server holds a rep with customers, and another rep');
  return { from, to };
}

async function choose(page, which, user) {
  await page.getByTestId(`handover-${which}`).click();
  await page.locator('.ant-select-dropdown:visible').getByText(user.name).click();
}

export const handover = [
  {
    name: 'handover: a preview as the server holds it, the whole book in one step, and back again',
    async run({ page, options }) {
      const { from, to } = await reps(page);
      await open(page, options.url, '/customers');
      await page.getByTestId('to-handover').click();
      await page.waitForURL(/\/handover$/);
      await choose(page, 'from', from);
      await choose(page, 'to', to);
      await textIs(page.getByTestId('handover-customers'), String(from.total));
      await textHas(page.getByTestId('handover-preview'), to.name);
      const { followups } = await read(page, `/api/handover/preview?from=${from.id}&to=${to.id}`);
      await textIs(page.getByTestId('handover-followups'), String(followups));
      assert.equal(await owned(page, from), from.total, 'looking changes nothing');

      await page.getByTestId('handover-confirm').click();
      await page.getByTestId('handover-done').waitFor();
      assert.equal(await owned(page, from), 0);
      assert.equal(await owned(page, to), from.total + to.total);

      await page.getByTestId('handover-undo').click();
      await page.getByTestId('handover-undone').waitFor();
      await eventually(async () => assert.equal(await owned(page, from), from.total));
      assert.equal(await owned(page, to), to.total);
    },
  },
];
