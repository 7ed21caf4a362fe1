import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { read } from '../support/browser.mjs';
import { countIs, textHas } from '../support/expect.mjs';
import { open } from '../support/pages.mjs';

export const quarantine = [
  {
    name: 'refused records: who, what and why; saved to a file as they came; taken by the lead they take effect',
    async run({ page, options }) {
      const { items, total } = await read(page, '/api/quarantine');
      const item = items.find(({ ways }) => ways.includes('accept'));
      assert.ok(item, 'the server holds a refused record that a lead may take');
      await open(page, options.url, '/devices');
      await page.getByTestId('to-quarantine').click();
      await page.waitForURL(/\/quarantine$/);
      await countIs(page.getByTestId('refused'), items.length);
      const card = page.locator(`[data-testid="refused"][data-group="${item.group}"]`);
      await textHas(card, item.user.name);
      await textHas(card, item.error.code);
      if (item.customer) await textHas(card, item.customer.name);
      for (const { fields } of item.changes) for (const { text } of fields) if (text) await textHas(card, text);

      const [download] = await Promise.all([page.waitForEvent('download'), card.getByTestId('save').click()]);
      const saved = JSON.parse(await readFile(await download.path(), 'utf8'));
      assert.equal(saved.group, item.group);
      assert.ok(saved.base64.length > 0 && saved.contents, 'all that is kept of it');

      await card.getByTestId('accept').click();
      await card.waitFor({ state: 'detached' });
      assert.equal((await read(page, '/api/quarantine')).total, total - 1);
      const owner = item.changes.flatMap(({ fields }) => fields).find(({ field }) => field === 'owner');
      if (owner) assert.equal((await read(page, `/api/customers/${item.customer.id}`)).owner.id, owner.value);
    },
  },
];
