// One place that knows where the browser is, how it is started and how a lead signs in.
import { createRequire } from 'node:module';

// The dashboard's npm project holds this suite's dependency too.
const require = createRequire(new URL('../../../server/web/package.json', import.meta.url));
const { chromium } = require('playwright-core');

const chromiumPath = process.env.FIELDFARE_CHROMIUM ?? '/usr/bin/chromium';
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const patienceMs = 30_000;

export function launch() {
  return chromium.launch({ executablePath: chromiumPath, headless: true, args: flags });
}

/**
 * A fresh profile. `language` is what the person chose ("zh-CN" or "en"), `dark` what the system asks for.
 * A server on trial has a certificate of its own making, so certificates are not checked here.
 */
export async function openContext(browser, { language = 'zh-CN', dark = false, width = 1440, height = 900, session } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    ignoreHTTPSErrors: true,
    storageState: session,
  });
  context.setDefaultTimeout(patienceMs);
  return context;
}

export async function signIn(page, { url, email, password }) {
  await page.goto(url);
  await page.locator('input[autocomplete="username"]').fill(email);
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.locator('button[type="submit"]').click();
  await page.getByTestId('account').waitFor();
}

/** Reads one of the server's resources with the page's own session. */
export function read(page, path) {
  return page.evaluate(async (address) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response.json();
  }, path);
}
