import { read } from './browser.mjs';

export const titles = {
  '/': ['总览', 'Overview'],
  '/visits': ['拜访动态', 'Visits'],
  '/customers': ['客户', 'Customers'],
  '/quarantine': ['被拒收的记录', 'Refused records'],
  '/handover': ['交接客户', 'Hand over customers'],
  '/duplicates': ['疑似重复客户', 'Likely duplicates'],
  '/devices': ['同步状况', 'Sync health'],
  '/settings/privacy': ['隐私设置', 'Privacy settings'],
  '/conflicts': ['修改冲突', 'Conflicts'],
};

/** Opens a page by its address and waits until it shows data (or says that there is none). */
export async function open(page, url, path) {
  await page.goto(url + path);
  await settled(page);
}

export async function settled(page) {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.ant-skeleton, .ant-spin-spinning'));
}

/** All pages there are, with one customer's own page among them. */
export async function everyPage(page) {
  const { items } = await read(page, '/api/customers?limit=1&sort=last_visit&order=desc');
  return [...Object.keys(titles), ...items.map((item) => `/customers/${item.id}`)];
}
