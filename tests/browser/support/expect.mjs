// Assertions that wait: a page may need a moment.
import assert from 'node:assert/strict';
import { patienceMs } from './browser.mjs';

const pauseMs = 100;

/** Repeats `look` until it stops throwing, and throws its last reason when patience ends. */
export async function eventually(look, patience = patienceMs) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await look();
    } catch (reason) {
      if (Date.now() > end) throw reason;
      await new Promise((done) => setTimeout(done, pauseMs));
    }
  }
}

export function textIs(locator, expected) {
  return eventually(async () => assert.equal(normal(await locator.innerText()), normal(expected)));
}

export function textHas(locator, expected) {
  return eventually(async () => {
    const text = normal(await locator.innerText());
    assert.ok(text.includes(normal(expected)), `"${text.slice(0, 300)}" does not contain "${expected}"`);
  });
}

export function countIs(locator, expected) {
  return eventually(async () => assert.equal(await locator.count(), expected));
}

export const normal = (text) => text.replace(/\s+/g, ' ').trim();
