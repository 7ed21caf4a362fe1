// What is wrong with a page as it is shown.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../../server/web/package.json', import.meta.url));
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const least = 48;

/** Serious faults for those who cannot see or point well. */
export async function grave(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target} (${node.any[0]?.message ?? ''})`).join('; ')}`);
  });
}

/** What is shown, touched and lower than a thumb needs. Links in running text are not asked for it. */
export function tooLow(page) {
  return page.evaluate((height) => {
    const touched = 'button, nav a, .ant-checkbox-wrapper, .ant-select, .ant-picker, .ant-input-affix-wrapper, .ant-segmented-item';
    const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest('.ant-input-suffix, .ff-file-toggle');
    return [...document.querySelectorAll(touched)]
      .filter((node) => shown(node) && node.getBoundingClientRect().height < height - 0.5)
      .map((node) => `${node.className || node.tagName} "${node.textContent}": ${node.getBoundingClientRect().height}`);
  }, least);
}
