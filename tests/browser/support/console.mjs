import assert from 'node:assert/strict';

// A browser reports every refused request as an error; asking who is signed in before signing in is one by design.
const always = [/\/api\/(me|login|live)\b.*\b401\b/, /401.*\/api\/(me|login)/];

/** Collects what pages complain of: console errors and warnings, and exceptions nobody caught. */
export class ConsoleWatch {
  #heard = [];
  #expected;

  constructor(expected = []) {
    this.#expected = [...always, ...expected];
  }

  over(page) {
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      this.#hear(`${message.location().url} ${message.text()}`);
    });
    page.on('pageerror', (reason) => this.#hear(String(reason)));
    return page;
  }

  mustBeQuiet() {
    assert.deepEqual(this.#heard, [], 'the console must stay quiet');
  }

  #hear(text) {
    if (!this.#expected.some((pattern) => pattern.test(text))) this.#heard.push(text);
  }
}
