// What the organisation hides on its privacy page is gone from the dashboard and the phone of those from whom it is
// hidden, both say so, and the undo brings it back.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { launch, openContext, signIn } from '../browser/support/browser.mjs';
import { ConsoleWatch } from '../browser/support/console.mjs';
import { eventually, textHas } from '../browser/support/expect.mjs';
import { grave, tooLow } from '../browser/support/faults.mjs';
import { open } from '../browser/support/pages.mjs';
import { web } from './support/programs.mjs';
import { people, startWorld } from './support/world.mjs';

const number = '13900007788';
const admin = { email: 'admin@example.com', password: 'admin-fieldfare-demo' };

// A page of somebody who has signed in, in a profile of his own.
async function pageOf(browser, url, who) {
  const context = await openContext(browser);
  const watch = new ConsoleWatch();
  const page = watch.over(await context.newPage());
  await signIn(page, { url, ...who });
  return { page, watch };
}

// In both sizes and both schemes.
async function soundEverywhere(page) {
  const usual = page.viewportSize();
  for (const size of [{ width: 390, height: 844 }, usual]) {
    await page.setViewportSize(size);
    for (const colorScheme of ['dark', 'light']) {
      await page.emulateMedia({ colorScheme });
      await eventually(async () => assert.deepEqual(await grave(page), [], `${size.width} ${colorScheme}`));
    }
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= size.width, `wider than ${size.width}`);
    if (size !== usual) assert.deepEqual(await tooLow(page), []);
  }
}

const phoneOf = async (phone, customer) => {
  const [contact] = await phone.rows('contact', customer);
  return contact.fields.phone;
};

test('privacy: an administrator hides contact data from leads, it is gone and said so, and the undo brings it back', { timeout: 240_000 }, async (t) => {
  assert.ok(fs.existsSync(path.join(web, 'index.html')), 'the dashboard is built (npm --prefix server/web run build)');
  const world = await startWorld(t, { customers: 2, web });
  const { url } = world.server;
  const li = await world.phone('li');
  await li.sync();
  const { customer } = await li.fileCustomerWithContact('隐私测试公司', '张经理', number);
  await li.sync();
  const wang = await world.phone('wang');
  await wang.sync();
  assert.equal(await phoneOf(wang, customer), number);

  const browser = await launch();
  t.after(() => browser.close());
  const chief = await pageOf(browser, url, admin);
  const lead = await pageOf(browser, url, people.wang);
  const main = lead.page.locator('main');
  await open(lead.page, url, `/customers/${customer}`);
  await textHas(main, number);
  await open(lead.page, url, '/settings/privacy');
  await textHas(main, '由销售总监和管理员管理');
  await lead.page.getByTestId('account').click();
  await lead.page.getByText('退出登录').waitFor();
  assert.equal(await lead.page.locator('.ant-dropdown').getByText('隐私设置').count(), 0, 'no way there for a lead');
  await open(lead.page, url, `/customers/${customer}`);

  // By keyboard alone, from the account menu to the confirmation.
  const { page } = chief;
  await page.getByTestId('account').focus();
  await page.keyboard.press('Enter');
  await eventually(async () => assert.ok((await page.evaluate(() => document.activeElement?.textContent)).includes('隐私设置')));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/settings\/privacy$/);
  const box = page.getByTestId('mask-lead-contact_data');
  await box.focus();
  await page.keyboard.press('Space');
  const preview = page.getByTestId('mask-preview-lead');
  for (const words of ['销售主管', '联系信息', '下次连接服务器时删除', '打印']) await textHas(preview, words);
  await soundEverywhere(page);
  await page.getByTestId('mask-discard-lead').focus();
  await page.keyboard.press('Enter');
  await preview.waitFor({ state: 'detached' });
  assert.equal(await box.isChecked(), false);
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.testid), 'mask-lead', 'who left the change goes on where it was');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await preview.waitFor();
  await wang.sync();
  assert.equal(await phoneOf(wang, customer), number, 'looking at the preview changes nothing');
  for (let at = 0; at < 3; at += 1) await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.testid), 'mask-confirm-lead');
  await page.keyboard.press('Enter');
  await page.getByTestId('mask-done').waitFor();

  // The lead's page was open all the time.
  await textHas(main, '公司已隐藏');
  await eventually(async () => assert.ok(!(await main.innerText()).includes(number)));
  await textHas(main, '张经理');
  await wang.sync();
  assert.equal(await phoneOf(wang, customer), undefined);
  assert.equal(await phoneOf(li, customer), number, 'whose customer it is sees it');

  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.testid), 'mask-undo');
  await page.keyboard.press('Enter');
  await page.getByTestId('mask-undone').waitFor();
  await textHas(main, number);
  await wang.sync();
  assert.equal(await phoneOf(wang, customer), number);
  for (const { watch } of [chief, lead]) watch.mustBeQuiet();
});
