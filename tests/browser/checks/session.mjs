import assert from 'node:assert/strict';
import { openContext, signIn } from '../support/browser.mjs';
import { eventually, textHas } from '../support/expect.mjs';
import { open, titles } from '../support/pages.mjs';

// Long enough for a page that has just arrived to begin its reads, and for the event stream to come back.
const settleMs = 2000;

/** Keeps back what `answer` gives for matching requests: `reached` when there is one, until `release` is called. */
async function hold(page, pattern, answer = async () => {}) {
  let release;
  const released = new Promise((done) => { release = done; });
  let there = false;
  await page.route(pattern, async (route) => {
    const response = await answer(route);
    there = true;
    await released;
    await (response ? route.fulfill({ response }) : route.continue());
  });
  return { release, reached: () => eventually(() => assert.ok(there, `nothing asked for ${pattern}`)) };
}

/** The addresses under /api that the page asks for, from `first` on. */
function requestsFrom(page, first) {
  const paths = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname === first || (paths.length > 0 && pathname.startsWith('/api/'))) paths.push(pathname);
  });
  return () => paths;
}

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
    name: 'signing out ends the session, and nothing is asked of it from then on',
    async run({ browser, options, watch }) {
      const context = await openContext(browser);
      const page = watch(await context.newPage());
      await signIn(page, options);
      // The worst moment: another page's file arrives when the server has ended the session and its answer is still on the way.
      const file = await hold(page, '**/assets/CustomersPage-*.js');
      const answer = await hold(page, '**/api/logout', (route) => route.fetch());
      await page.locator('nav a[href="/customers"]').click();
      await file.reached();
      const asked = requestsFrom(page, '/api/logout');
      await page.getByTestId('account').click();
      await page.getByRole('menuitem').last().click();
      await answer.reached();
      file.release();
      await page.waitForTimeout(settleMs);
      assert.deepEqual(asked(), ['/api/logout'], 'what was asked while the session ended');
      answer.release();
      await page.locator('input[autocomplete="current-password"]').waitFor();
      assert.deepEqual(asked().filter((path) => path !== '/api/me'), ['/api/logout']);
      assert.equal(await page.evaluate(async () => (await fetch('/api/me')).status), 401);
      await page.goBack();
      await page.locator('input[autocomplete="current-password"]').waitFor();
      await context.close();
    },
  },
  {
    name: 'who cannot be signed out is told so and stays where he was',
    async run({ page, options }) {
      await open(page, options.url, '/customers');
      await page.route('**/api/logout', (route) => route.abort());
      await page.getByTestId('account').click();
      await page.getByRole('menuitem').last().click();
      await textHas(page.locator('.ant-notification'), '您仍处于登录状态');
      await textHas(page.locator('main h1'), titles['/customers'][0]);
      assert.equal(await page.evaluate(async () => (await fetch('/api/me')).status), 200);
    },
    expected: [/\/api\/logout.*ERR_FAILED/],
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
