import { describe, expect, it } from 'vitest';
import { texts } from '../testing/texts';
import { ago, clock, dayHeading, dayOf, dayPlus, dayText, moment, mondayOf, span } from './time';

const shanghai = 'Asia/Shanghai';
const lateEvening = Date.UTC(2025, 10, 21, 16, 30); // 00:30 on the 22nd in Shanghai

describe('times of the organisation', () => {
  it('uses the zone, not the browser', () => {
    expect(dayOf(lateEvening, shanghai)).toBe('2025-11-22');
    expect(dayOf(lateEvening, 'UTC')).toBe('2025-11-21');
    expect(clock(lateEvening, 'zh-CN', shanghai)).toBe('00:30');
    expect(clock(lateEvening, 'en', shanghai)).toBe('00:30');
  });

  it('names today, yesterday and other days', async () => {
    const t = await texts('zh-CN');
    expect(moment(lateEvening, 'zh-CN', shanghai, '2025-11-22', t)).toBe('00:30');
    expect(moment(lateEvening, 'zh-CN', shanghai, '2025-11-23', t)).toBe('昨天 00:30');
    expect(moment(lateEvening, 'zh-CN', shanghai, '2025-12-01', t)).toBe('11月22日 00:30');
    expect(dayHeading('2025-11-20', 'zh-CN', '2025-11-22', t)).toBe('11月20日 周四');
    expect(dayHeading('2025-11-22', 'zh-CN', '2025-11-22', t)).toBe('今天');
  });

  it('adds the year only when it differs', () => {
    expect(dayText('2025-11-20', 'en', '2025-11-22')).toBe('20 Nov');
    expect(dayText('2024-11-20', 'en', '2025-11-22')).toBe('20 Nov 2024');
    expect(dayText('2025-09-20', 'en', '2025-11-22')).toBe('20 Sep');
    expect(dayText('2024-11-20', 'zh-CN', '2025-11-22')).toBe('2024年11月20日');
  });

  it('counts days over months and leap days', () => {
    expect(dayPlus('2024-02-28', 2)).toBe('2024-03-01');
    expect(dayPlus('2025-01-01', -1)).toBe('2024-12-31');
  });

  it('begins weeks on Monday', () => {
    expect(mondayOf('2025-11-22')).toBe('2025-11-17');
    expect(mondayOf('2025-11-17')).toBe('2025-11-17');
    expect(mondayOf('2025-11-23')).toBe('2025-11-17');
  });

  it('tells distances in the unit that matters', async () => {
    const t = await texts('en');
    expect(ago(0, 20_000, t)).toBe('just now');
    expect(ago(0, 5 * 60_000, t)).toBe('5 min ago');
    expect(ago(0, 26 * 3_600_000, t)).toBe('1 d ago');
    expect(span(9 * 3_600_000, t)).toBe('9 h');
    expect(span(72 * 3_600_000, t)).toBe('3 d');
  });
});
