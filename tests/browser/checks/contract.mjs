import assert from 'node:assert/strict';
import { read } from '../support/browser.mjs';
import * as shapes from '../support/contract.mjs';

async function answers(page, path, shape) {
  const complaints = shape(await read(page, path), '');
  assert.deepEqual(complaints.slice(0, 12), [], `GET ${path}: ${complaints.length} complaints`);
}

const refused = (page, path) =>
  page.evaluate(async (address) => {
    const answer = await fetch(address);
    return { status: answer.status, body: await answer.json() };
  }, path);

export const contract = [
  {
    name: 'contract: every resource answers in the documented form',
    async run({ page }) {
      for (const name of ['me', 'users', 'overview', 'visits', 'customers', 'devices', 'quarantine', 'conflicts', 'duplicates']) {
        await answers(page, `/api/${name}`, shapes[name]);
      }
      await answers(page, '/api/conflicts?state=resolved', shapes.conflicts);
      const { items } = await read(page, '/api/customers?limit=3&sort=last_visit&order=desc');
      for (const { id } of items) {
        await answers(page, `/api/customers/${id}`, shapes.customer);
        await answers(page, `/api/customers/${id}/timeline`, shapes.timeline);
      }
    },
  },
  {
    name: 'contract: lists page without a repeat or a gap',
    async run({ page }) {
      const { items: all } = await read(page, '/api/visits?limit=25');
      const paged = [];
      let before = '';
      while (paged.length < all.length) {
        const { items, next } = await read(page, `/api/visits?limit=7${before}`);
        paged.push(...items);
        if (next === null) break;
        before = `&before=${encodeURIComponent(next)}`;
      }
      assert.deepEqual(paged.slice(0, all.length).map(({ id }) => id), all.map(({ id }) => id));
    },
  },
  {
    name: 'contract: what is out of range or unknown is refused with a coded error',
    async run({ page }) {
      const wrong = ['/api/visits?limit=201', '/api/visits?limit=0', '/api/customers?sort=colour', '/api/customers?offset=-1', '/api/visits?unknown=1', '/api/nothing'];
      for (const path of wrong) {
        const { status, body } = await refused(page, path);
        assert.ok(status >= 400 && status < 500, `${path} gave ${status}`);
        assert.deepEqual(shapes.failure(body, ''), [], path);
        assert.match(body.error.code, /^FF-\d{4}$/);
      }
    },
    expected: [/status of 4\d\d/],
  },
];
