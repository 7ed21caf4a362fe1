import assert from 'node:assert/strict';
import { openContext, signIn } from '../support/browser.mjs';
import { eventually, textHas } from '../support/expect.mjs';
import { open } from '../support/pages.mjs';

export const session = [
  {
    name: 'a wrong password is refused in the reader’s language',
    async run({ browser, options, watch }) {
      for (const [language, text] of [['zh-CN', '邮箱或密码不正确'], ['en', 'E-mail or password is wrong']]) {
        const context = await openContext(browser, { language });
        const page = watch(await context.newPage());
        await page.goto(options.url);
        await page.locator('input[autocomplete="username"]').fill(options.email);
        await page.locator('input[autocomplete="current-password"]').fill('not the password');
        await page.locator('button[type="submit"]').click();
        await textHas(page.locator('[role="alert"]').first(), text);
        await context.close();
      }
    },
  },
  {
    name: 'the page is served with a strict content policy, its cookie out of reach of scripts',
    async run({ browser, options, watch }) {
      const context = await openContext(browser);
      const page = watch(await context.newPage());
      const answer = await page.goto(options.url);
      const policy = answer.headers()['content-security-policy'] ?? '';
      assert.match(policy, /default-src 'self'/);
      assert.doesNotMatch(policy, /unsafe-eval|script-src[^;]*unsafe-inline/);
      await signIn(page, options);
      const cookie = (await context.cookies()).find(({ name }) => name.endsWith('fieldfare_session'));
      assert.ok(cookie, 'no session cookie');
      assert.deepEqual([cookie.httpOnly, cookie.sameSite], [true, 'Strict']);
      if (options.url.startsWith('https:')) assert.deepEqual([cookie.secure, cookie.name.startsWith('__Host-')], [true, true]);
      await context.close();
    },
  },
  {
    name: 'a change without the proof header is refused',
    async run({ page }) {
      const status = await page.evaluate(async () => (await fetch('/api/logout', { method: 'POST' })).status);
      assert.equal(status, 403);
      assert.equal(await page.evaluate(async () => (await fetch('/api/me')).status), 200, 'the session must have survived');
    },
    expected: [/\/api\/logout.*403/],
  },
  {
    name: 'signing out ends the session and shows the login page',
    async run({ browser, options, watch }) {
      const context = await openContext(browser);
      const page = watch(await context.newPage());
      await signIn(page, options);
      await page.getByTestId('account').click();
      await page.getByRole('menuitem').last().click();
      await page.locator('input[autocomplete="current-password"]').waitFor();
      assert.equal(await page.evaluate(async () => (await fetch('/api/me')).status), 401);
      await context.close();
    },
    // A request that the page began in the same instant may still be refused.
    expected: [/\/api\/.*\b401\b/],
  },
  {
    name: 'a session that ended elsewhere leads to the login page, not to an error',
    async run({ browser, options, watch }) {
      const context = await openContext(browser);
      const page = watch(await context.newPage());
      await signIn(page, options);
      await open(page, options.url, '/customers');
      await context.clearCookies();
      // The page may have noticed before the click, and the link is gone with it.
      await page.locator('nav a[href="/devices"]').click({ timeout: 2000 }).catch(() => {});
      await eventually(() => page.locator('input[autocomplete="current-password"]').waitFor({ timeout: 500 }));
      await context.close();
    },
    expected: [/\/api\/.*\b401\b/],
  },
];
