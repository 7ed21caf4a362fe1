import assert from 'node:assert/strict';
import { read } from '../support/browser.mjs';
import * as shapes from '../support/contract.mjs';
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

const holdsFocus = (locator) => locator.evaluate((node) => node.contains(document.activeElement));

/** What another person does on a page of his own. */
const meanwhile = (page, path, body) =>
  page.evaluate(
    async ([address, sent]) => {
      const headers = { 'X-Fieldfare': '1', 'Content-Type': 'application/json' };
      const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(sent) });
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    },
    [path, body],
  );

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
      assert.deepEqual(shapes.mergePreview(told, ''), []);
      assert.ok(told.rows.contacts > 0, 'something goes over');
      await textHas(preview, `${told.rows.contacts} 位联系人`);
      await textHas(preview, into.fields.name);
      const differs = told.fields.find((field) => field.kind === 'stays' && !Array.isArray(field.into) && typeof field.into !== 'object');
      assert.ok(differs, 'both have a value of their own in some field; in their names at least');
      const line = preview.locator(`[data-field="${differs.field}"]`);
      // By what is heard, which names the field and the value.
      const choice = line.getByRole('checkbox', { name: String(from.fields.name) });
      await choice.check();
      await preview.locator(`[data-field="${differs.field}"][data-kind="chosen"]`).waitFor();
      await choice.uncheck();
      await preview.locator(`[data-field="${differs.field}"][data-kind="stays"]`).waitFor();
      assert.equal(await total(page), before, 'looking changes nothing');

      await page.getByTestId('merge-confirm').click();
      await page.getByTestId('merge-done').waitFor();
      assert.equal(await total(page), before - 1);
      await decidedOf(page, from).locator('[data-testid="part"]').waitFor();
      assert.ok(await holdsFocus(page.locator('div:has(> [data-testid="merge-done"])')), 'what was done is said where the focus is');

      // The undo is looked at, too.
      await page.getByTestId('merge-undo').click();
      const back = page.getByTestId('part-preview');
      const toldBack = await read(page, `/api/merge/undo/preview?from=${from.id}`);
      assert.deepEqual(shapes.partPreview(toldBack, ''), []);
      await textHas(back, from.fields.name);
      await textHas(back, into.fields.name);
      assert.equal(await total(page), before - 1, 'looking changes nothing');
      await page.getByTestId('merge-close').click();
      await back.waitFor({ state: 'detached' });
      await decidedOf(page, from).getByTestId('part').click();
      await page.getByTestId('part-confirm').click();
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
  {
    name: 'duplicates: by keys alone, the focus goes to the step and comes back',
    async run({ page, options }) {
      await open(page, options.url, '/duplicates');
      const keep = page.getByTestId('duplicates-open').getByTestId('keep').last();
      await keep.focus();
      await page.keyboard.press('Enter');
      const panel = page.locator('section.ff-merging');
      await page.getByTestId('merge-confirm').waitFor();
      assert.ok(await panel.evaluate((node) => node === document.activeElement), 'the focus is on the step');
      const boxes = await panel.getByRole('checkbox').evaluateAll((nodes) => nodes.map((node) => node.getAttribute('aria-label')));
      assert.equal(new Set(boxes).size, boxes.length, 'each choice has a name of its own');
      await page.getByTestId('merge-close').focus();
      await page.keyboard.press('Enter');
      await panel.waitFor({ state: 'detached' });
      await eventually(async () => assert.ok(await holdsFocus(keep), 'the focus is back where it came from'));
    },
  },
  {
    name: 'duplicates: what cannot be done says why, and can be left',
    async run({ page, options }) {
      const { from } = await two(page);
      await open(page, options.url, `/duplicates?from=${from.id}&into=00000000-0000-4000-8000-000000000000`);
      await textHas(page.locator('section.ff-merging [role="alert"]'), '不存在');
      await page.getByTestId('merge-close').click();
      await page.locator('section.ff-merging').waitFor({ state: 'detached' });

      // Something of the one is hidden from him; what the server says then is for its own tests.
      const body = { error: { code: 'FF-2003', name: 'forbidden', message: 'forbidden', key: 'error.forbidden' } };
      await page.route('**/api/merge/preview*', (route) => route.fulfill({ status: 403, json: body }));
      await page.getByTestId('duplicates-open').getByTestId('keep').first().click();
      await textHas(page.getByTestId('merge-not-his'), '对您隐藏');
      await textHas(page.getByTestId('merge-not-his'), '总监');
      assert.equal(await page.getByTestId('merge-confirm').count(), 0);
      await page.getByTestId('merge-close').click();
      await page.waitForURL(/\/duplicates$/);
    },
    expected: [/\/api\/merge\/preview.*status of 40[34]/],
  },
  {
    name: 'duplicates: of two merges in a line the later one is undone first',
    async run({ page, options }) {
      const { items } = await read(page, '/api/customers?limit=3&sort=name');
      const [first, second, third] = items.map(({ id }) => id);
      const merge = async (from, into) => {
        const { seen } = await read(page, `/api/merge/preview?from=${from}&into=${into}`);
        await meanwhile(page, '/api/merge', { from, into, take: '', seen });
      };
      const part = async (from) => {
        const { seen } = await read(page, `/api/merge/undo/preview?from=${from}`);
        await meanwhile(page, '/api/merge/undo', { from, seen });
      };
      await merge(first, second);
      await merge(second, third);
      await open(page, options.url, `/duplicates?undo=${first}`);
      await textHas(page.getByTestId('part-later-first'), '请先撤销那一步');
      assert.equal(await page.getByTestId('part-confirm').count(), 0);
      await part(second);
      await open(page, options.url, `/duplicates?undo=${first}`);
      await page.getByTestId('part-confirm').click();
      await page.getByTestId('merge-undone').waitFor();
    },
    expected: [/\/api\/merge\/undo\/preview.*status of 409/],
  },
  {
    name: 'duplicates: on an old page nothing is done that was not looked at',
    async run({ page, options }) {
      const { open: likely } = await read(page, '/api/duplicates');
      const pair = { one: likely[0].a.id, other: likely[0].b.id };
      await open(page, options.url, '/duplicates');
      const card = page.getByTestId('duplicates-open').getByTestId('pair').filter({ hasText: likely[0].a.name }).first();
      await card.waitFor();
      // The page hears of nothing before it asks for something itself.
      let letThrough;
      const asked = new Promise((done) => { letThrough = done; });
      await page.route('**/api/duplicates', (route) => asked.then(() => route.continue()));
      await meanwhile(page, '/api/duplicates/apart', pair);
      const refused = page.waitForResponse('**/api/duplicates/apart');
      await card.getByTestId('keep-apart').click();
      assert.equal((await refused).status(), 409);
      letThrough();
      await textHas(page.locator('.ant-notification'), '请再看一次');
      await page.getByTestId('duplicates-decided').getByTestId('ask-again').first().waitFor();
      await meanwhile(page, '/api/duplicates/open', pair);
    },
    expected: [/\/api\/duplicates\/apart.*status of 409/],
  },
];
