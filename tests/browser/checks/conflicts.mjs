import assert from 'node:assert/strict';
import { read } from '../support/browser.mjs';
import { eventually, textHas } from '../support/expect.mjs';
import { open } from '../support/pages.mjs';

async function conflict(page, id) {
  const lists = await Promise.all(['open', 'resolved'].map((state) => read(page, `/api/conflicts?state=${state}&limit=200`)));
  return lists.flatMap((list) => list.items).find((item) => item.id === id);
}

const stateIs = (page, id, state) => eventually(async () => assert.equal((await conflict(page, id)).state, state));

export const conflicts = [
  {
    name: 'conflicts: both values and authors; restoring puts the lost value back, undo brings the winner back',
    async run({ page, options }) {
      await open(page, options.url, '/conflicts');
      const { items } = await read(page, '/api/conflicts?state=open');
      assert.ok(items.length > 0, 'the server holds no open conflict');
      const { id, kept, lost, customer } = items[0];
      const card = page.locator(`[data-testid="conflict"][data-id="${id}"]`);
      if (customer) await textHas(card, customer.name);
      for (const side of [kept, lost]) if (side.who) await textHas(card, side.who.name);

      await card.getByTestId('restore').click();
      await stateIs(page, id, 'restored');
      assert.deepEqual((await conflict(page, id)).current.value, lost.value);
      await card.waitFor({ state: 'detached' });

      await page.getByTestId('undo').click();
      await stateIs(page, id, 'kept');
      assert.deepEqual((await conflict(page, id)).current.value, kept.value);

      await open(page, options.url, '/conflicts?state=resolved');
      await card.waitFor();
      assert.equal(await card.getAttribute('data-state'), 'kept');
    },
  },
  {
    name: 'conflicts: a value that changed meanwhile is not overwritten',
    async run({ page }) {
      const { items } = await read(page, '/api/conflicts?state=resolved');
      const before = items[0];
      const status = await page.evaluate(async (id) => {
        const headers = { 'X-Fieldfare': '1', 'Content-Type': 'application/json' };
        const body = JSON.stringify({ over: '1' });
        return (await fetch(`/api/conflicts/${id}/restore`, { method: 'POST', headers, body })).status;
      }, before.id);
      assert.ok(status === 409 || status === 400, `expected a refusal, got ${status}`);
      assert.deepEqual(await conflict(page, before.id), before);
    },
    expected: [/\/api\/conflicts\/.*(409|400)/],
  },
];
