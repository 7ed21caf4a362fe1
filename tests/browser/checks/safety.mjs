import assert from 'node:assert/strict';
import { eventually, textHas } from '../support/expect.mjs';
import { everyPage, open } from '../support/pages.mjs';

const payload = '<img src=x onerror="window.__broken=1"><script>window.__broken=1</script>';
const free = new Set(['name', 'note', 'feedback', 'next_step', 'goal', 'industry', 'address', 'text', 'title', 'message', 'device', 'code']);

/** The server's own answer with markup put before every free text in it. */
function poisoned(value, key = '') {
  if (typeof value === 'string') return free.has(key) ? payload + value : value;
  if (Array.isArray(value)) return value.map((one) => poisoned(one, key));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poisoned(one, name)]));
}

export const safety = [
  {
    name: 'markup in names and notes stays text on every page',
    async run({ page, options }) {
      const paths = await everyPage(page);
      await page.route(/\/api\/(?!live)/, async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, json: poisoned(await answer.json()) });
      });
      for (const path of paths) {
        await open(page, options.url, path);
        await textHas(page.locator('.ff-top'), payload.slice(0, 10));
        const found = await page.evaluate(() => ({
          broken: window.__broken,
          images: document.querySelectorAll('img[src="x"]').length,
          scripts: [...document.querySelectorAll('script')].filter((script) => !script.src).length,
        }));
        assert.deepEqual(found, { broken: undefined, images: 0, scripts: 0 }, `on ${path}`);
      }
      await page.unroute(/\/api\/(?!live)/);
    },
  },
  {
    name: 'every control has a name, and no page is wider than a phone',
    async run({ page, options }) {
      const paths = await everyPage(page);
      const usual = page.viewportSize();
      for (const size of [usual, { width: 390, height: 844 }]) {
        await page.setViewportSize(size);
        for (const path of paths) {
          await open(page, options.url, path);
          const nameless = await page.evaluate(() =>
            [...document.querySelectorAll('button, a[href], [role="button"]')]
              .filter((one) => !(one.textContent?.trim() || one.getAttribute('aria-label') || one.title || one.querySelector('[aria-label], img[alt]')))
              .map((one) => one.outerHTML.slice(0, 120)),
          );
          assert.deepEqual(nameless, [], `nameless controls on ${path}`);
          await eventually(async () => {
            const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
            assert.ok(inner <= outer, `${path} is ${inner} wide on a screen of ${outer}`);
          });
        }
      }
      await page.setViewportSize(usual);
    },
  },
];
