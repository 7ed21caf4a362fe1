#!/usr/bin/env node
// The dashboard in a real browser against a running server.
import { access } from './checks/access.mjs';
import { conflicts } from './checks/conflicts.mjs';
import { contract } from './checks/contract.mjs';
import { customers } from './checks/customers.mjs';
import { duplicates } from './checks/duplicates.mjs';
import { handover } from './checks/handover.mjs';
import { language } from './checks/language.mjs';
import { live } from './checks/live.mjs';
import { narrow } from './checks/narrow.mjs';
import { pages } from './checks/pages.mjs';
import { quarantine } from './checks/quarantine.mjs';
import { safety } from './checks/safety.mjs';
import { session } from './checks/session.mjs';
import { launch, openContext, signIn } from './support/browser.mjs';
import { ConsoleWatch } from './support/console.mjs';
import { readOptions } from './support/options.mjs';

const help = `usage: node tests/browser/run.mjs --url URL --email EMAIL --password PASSWORD [--on-live COMMAND] [--only TEXT]

Checks the dashboard in headless Chromium against a running server that holds a team's data (customers, visits,
phones, at least one open conflict, one refused record that a lead may take and one likely pair of duplicates). It changes the server: one conflict
is restored and put back, one rep's book is handed over and taken back, customers are merged and parted again, one refused record is taken.

  --url, --email, --password   or FIELDFARE_URL, FIELDFARE_EMAIL, FIELDFARE_PASSWORD
  --on-live COMMAND            a shell command that makes a new visit arrive; without it that check is
                               reported as skipped
  --only TEXT                  only checks whose name contains TEXT
exit codes: 0 all passed, 1 a check failed, 2 wrong usage
`;

const values = readOptions(help, { 'on-live': { type: 'string' }, only: { type: 'string', default: '' } });
const options = { ...values, onLive: values['on-live'] };
const checks = [...session, ...contract, ...pages, ...customers, ...conflicts, ...quarantine, ...handover, ...duplicates, ...language, ...safety, ...access, ...narrow, ...live];

const browser = await launch();
let passed = 0;
let failed = 0;
let skipped = 0;
try {
  const session = await signedIn();
  for (const check of checks) {
    if (!check.name.includes(options.only)) continue;
    if (check.needs && !options[check.needs]) {
      skipped += 1;
      console.log(`skip ${check.name} (no --on-live command)`);
    } else if (await passes(check, session)) passed += 1;
    else failed += 1;
  }
} finally {
  await browser.close();
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** Passwords are slow by design: one sign-in for all. Its cookie is all that the checks share; each has a profile of its own. */
async function signedIn() {
  const context = await openContext(browser);
  await signIn(await context.newPage(), options);
  const { cookies } = await context.storageState();
  await context.close();
  return { cookies, origins: [] };
}

async function passes(check, session) {
  const context = await openContext(browser, { session });
  const watch = new ConsoleWatch(check.expected);
  const page = watch.over(await context.newPage());
  const began = Date.now();
  try {
    await page.goto(options.url);
    await page.getByTestId('account').waitFor();
    await check.run({ browser, context, page, options, watch: (one) => watch.over(one) });
    watch.mustBeQuiet();
    console.log(`ok   ${check.name} (${Date.now() - began} ms)`);
    return true;
  } catch (reason) {
    console.log(`FAIL ${check.name}\n     ${String(reason?.message ?? reason).split('\n').join('\n     ')}`);
    return false;
  } finally {
    await context.close();
  }
}
