import { describe, expect, it } from 'vitest';
import { texts } from '../testing/texts';
import { freshnessText, shortFreshnessText } from './freshness';

const zone = 'Asia/Shanghai';
const today = '2025-11-22';
const at1405 = Date.UTC(2025, 10, 22, 6, 5);

describe('freshness', () => {
  it('says how complete the figures are and how many phones are older', async () => {
    const value = { complete_to: at1405, phones_total: 2, phones_behind: 1 };
    expect(freshnessText(value, 'en', zone, today, await texts('en'))).toBe('Complete to 14:05; 1 of 2 phones older');
    expect(freshnessText(value, 'zh-CN', zone, today, await texts('zh-CN'))).toBe('数据完整至 14:05；2 部手机中有 1 部更早');
    expect(shortFreshnessText(value, 'en', zone, today, await texts('en'))).toBe('To 14:05 · 1 of 2 older');
  });

  it('keeps silent about older phones when there are none', async () => {
    const value = { complete_to: at1405, phones_total: 2, phones_behind: 0 };
    expect(freshnessText(value, 'en', zone, today, await texts('en'))).toBe('Complete to 14:05');
  });

  it('names the day when it was not today', async () => {
    const yesterday = { complete_to: at1405 - 86_400_000, phones_total: 1, phones_behind: 0 };
    const lastWeek = { complete_to: at1405 - 7 * 86_400_000, phones_total: 1, phones_behind: 0 };
    expect(freshnessText(yesterday, 'zh-CN', zone, today, await texts('zh-CN'))).toBe('数据完整至 昨天 14:05');
    expect(freshnessText(lastWeek, 'en', zone, today, await texts('en'))).toBe('Complete to 15 Nov 14:05');
  });

  it('tells no phones from phones that never synced', async () => {
    const t = await texts('en');
    expect(freshnessText({ complete_to: null, phones_total: 0, phones_behind: 0 }, 'en', zone, today, t)).toBe('No phone enrolled yet');
    expect(freshnessText({ complete_to: null, phones_total: 3, phones_behind: 3 }, 'en', zone, today, t)).toBe(
      'None of 3 phones has synced yet',
    );
  });
});
