import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { read } from '../support/browser.mjs';
import { eventually, textHas } from '../support/expect.mjs';
import { open, settled } from '../support/pages.mjs';

const run = promisify(execFile);
const hookPatienceMs = 120_000;
// From the hook's end to the screen; the stream, one request and a redraw.
const newsPatienceMs = 10_000;

const stateIs = (page, state) =>
  eventually(async () => assert.equal(await page.getByTestId('live').getAttribute('data-state'), state), 45_000);

/** Somebody in sight who has made visits, too. */
async function otherRep(page, id) {
  const { items } = await read(page, '/api/visits?limit=200');
  const other = items.find((visit) => visit.rep.id !== id);
  assert.ok(other, 'the server holds one rep\u2019s visits only');
  return other.rep.id;
}

export const live = [
  {
    name: 'live: a visit that arrives is shown without a reload',
    needs: 'onLive',
    async run({ page, options }) {
      await open(page, options.url, '/visits');
      await stateIs(page, 'live');
      const before = (await read(page, '/api/visits?limit=1')).items[0]?.id;
      await page.evaluate(() => {
        window.__notReloaded = true;
      });
      await run('/bin/sh', ['-c', options.onLive], { timeout: hookPatienceMs });
      const latest = await eventually(async () => {
        const { items } = await read(page, '/api/visits?limit=1');
        assert.notEqual(items[0]?.id, before, 'the hook made no visit arrive');
        return items[0];
      });
      const card = page.locator(`[data-testid="visit"][data-id="${latest.id}"]`);
      await card.waitFor({ timeout: newsPatienceMs });
      await textHas(card, latest.customer.name);
      assert.equal(await card.getAttribute('data-new'), 'true', 'a new arrival is marked');
      assert.equal(await page.evaluate(() => window.__notReloaded), true, 'the page was reloaded');

      await page.goto(`${options.url}/visits?rep=${await otherRep(page, latest.rep.id)}`);
      await settled(page);
      await page.getByRole('button', { name: '清除筛选' }).click();
      await card.waitFor();
      assert.equal(await card.getAttribute('data-new'), 'false', 'what another filter had hidden is not new');
    },
  },
  {
    name: 'live: a lost connection is shown and comes back by itself',
    async run({ page, context, options }) {
      await open(page, options.url, '/');
      await stateIs(page, 'live');
      await context.setOffline(true);
      await stateIs(page, 'reconnecting');
      await context.setOffline(false);
      await stateIs(page, 'live');
    },
    expected: [/ERR_INTERNET_DISCONNECTED/],
  },
];
