import { theme } from 'antd';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Overview, Row, Visit } from '../api/types';
import { labelsOfClass } from '../catalog/lookup';
import type { ValueContext } from '../format/value';
import { texts } from '../testing/texts';
import { sideText, subjectText } from './conflicts/conflictText';
import { fileSections } from './customers/fileSections';
import { readView } from './customers/useCustomerView';
import { stateTone } from './devices/deviceState';
import { mergeLines } from './duplicates/mergeLines';
import { dayBars, funnelBars } from './overview/charts';
import { phonesNote } from './overview/phonesNote';
import { teamLines } from './overview/teamLines';
import { maskChange, toggled } from './privacy/maskChange';
import { byArrivalDay } from './visits/visitDays';

const freshness = { complete_to: 0, phones_total: 1, phones_behind: 0 };

describe('the team table', () => {
  it('joins both lists and keeps the order of the overdue one', () => {
    const li = { id: '1', name: '李强' };
    const zhao = { id: '2', name: '赵敏' };
    const overview = {
      overdue: { by_rep: [{ rep: zhao, overdue: 8, due_today: 1, oldest_on: '2025-11-02', freshness }] },
      visits: {
        by_rep: [
          { rep: li, today: 4, this_week: 17, freshness },
          { rep: zhao, today: 0, this_week: 3, freshness },
        ],
      },
    } as unknown as Overview;
    expect(teamLines(overview)).toEqual([
      { rep: zhao, overdue: 8, due_today: 1, oldest_on: '2025-11-02', today: 0, this_week: 3, freshness },
      { rep: li, overdue: 0, due_today: 0, oldest_on: null, today: 4, this_week: 17, freshness },
    ]);
  });
});

describe('the feed', () => {
  it('is cut at the organisation’s midnight', () => {
    const visit = (id: string, received_at: number) => ({ id, received_at }) as Visit;
    const before = Date.UTC(2025, 10, 21, 15, 59);
    const after = Date.UTC(2025, 10, 21, 16, 1);
    const days = byArrivalDay([visit('b', after), visit('a', before)], 'Asia/Shanghai');
    expect(days.map(({ day, visits }) => [day, visits.map(({ id }) => id)])).toEqual([
      ['2025-11-22', ['b']],
      ['2025-11-21', ['a']],
    ]);
  });
});

describe('the customer file', () => {
  const row: Row<'customer'> = {
    id: '1',
    fields: { name: '恒泰', industry: '制造业', staff_count: 0, tags: [] },
    masked: ['annual_revenue'],
  };
  const fields = fileSections(row, 'en').flatMap((section) => section.fields);
  const field = (name: string) => fields.find((one) => one.name === name);

  it('tells filled, masked and empty apart', () => {
    expect(field('industry')).toMatchObject({ value: '制造业', filled: true, masked: false });
    expect(field('staff_count')?.filled).toBe(true);
    expect(field('annual_revenue')).toMatchObject({ value: undefined, filled: true, masked: true });
    expect(field('tags')?.filled).toBe(false);
  });

  it('shows neither what the program keeps for itself nor what the page shows elsewhere', () => {
    for (const name of ['latitude', 'filed_by', 'name', 'custom']) expect(field(name), name).toBeUndefined();
  });
});

describe('a conflict', () => {
  let en: ValueContext;
  beforeAll(async () => {
    en = { language: 'en', zone: 'Asia/Shanghai', today: '2025-11-22', currency: 'CNY', t: await texts('en') };
  });
  const side = (value: unknown, values: { field: string; value: unknown }[] = []) => ({ value, text: null, values });

  it('names what it is about, down to the element of a set', () => {
    expect(subjectText({ entity: 'customer', field: 'stage', key: null }, en)).toBe('Customer · Stage');
    expect(subjectText({ entity: 'customer', field: 'preferred_channels', key: 'wechat' }, en)).toBe(
      'Customer · Preferred channels · WeChat',
    );
    expect(subjectText({ entity: 'customer', field: 'deleted', key: null }, en)).toBe('Customer · Deletion');
  });

  it('shows values by kind', () => {
    const stage = { entity: 'customer', field: 'stage', key: null };
    expect(sideText(stage, side('proposal'), en)).toBe('Proposal');
    expect(sideText(stage, side(null), en)).toBe('Empty');
    expect(sideText({ entity: 'customer', field: 'deleted', key: null }, side(true), en)).toBe('Deleted');
    expect(sideText({ entity: 'customer', field: 'tags', key: 'VIP' }, side(false), en)).toBe('Not included');
    expect(sideText({ entity: 'customer', field: 'owner', key: null }, { ...side('0192'), text: '李强' }, en)).toBe('李强');
  });

  it('shows fields that are written together together', () => {
    const values = [
      { field: 'province', value: '江苏' },
      { field: 'city', value: '苏州' },
      { field: 'address', value: null },
      { field: 'industry', value: '制造业' },
    ];
    expect(sideText({ entity: 'customer', field: 'province', key: null }, side('江苏', values), en)).toBe('Province: 江苏\nCity: 苏州');
    const alone = side('proposal', [{ field: 'stage', value: 'proposal' }, { field: 'name', value: '恒泰' }]);
    expect(sideText({ entity: 'customer', field: 'stage', key: null }, alone, en)).toBe('Proposal');
  });
});

describe('the customers list', () => {
  const view = (text: string) => readView(new URLSearchParams(text));

  it('is sorted by what is due unless the address says otherwise', () => {
    expect(view('')).toEqual({ filter: {}, sorting: { sort: 'next_due', order: 'asc' }, offset: 0 });
    expect(view('stage=intent&sort=name&order=desc&offset=40')).toEqual({
      filter: { stage: 'intent' },
      sorting: { sort: 'name', order: 'desc' },
      offset: 40,
    });
  });

  it('asks nothing of the server that it refuses, whatever was typed', () => {
    for (const offset of ['-20', 'many', 'NaN', '']) expect(view(`offset=${offset}`).offset).toBe(0);
    expect(view('offset=20.7').offset).toBe(20);
    expect(view('offset=1e99').offset).toBe(100_000);
    expect(view('sort=age&order=up').sorting).toEqual({ sort: 'next_due', order: 'asc' });
  });
});

describe('the phones in one line', () => {
  it('tells of silence first, then of what was refused', async () => {
    const t = await texts('en');
    expect(phonesNote({ total: 2, behind: 1, quarantined: 3 }, t)).toBe('1 needs attention');
    expect(phonesNote({ total: 2, behind: 0, quarantined: 1 }, t)).toBe('1 record refused');
    expect(phonesNote({ total: 2, behind: 0, quarantined: 0 }, t)).toBe('All up to date');
    expect(phonesNote({ total: 0, behind: 0, quarantined: 0 }, t)).toBe('No phone enrolled yet');
  });

  it('warns of a phone that is behind or silent, not of one that is gone', () => {
    expect((['current', 'behind', 'silent', 'never', 'revoked'] as const).map(stateTone)).toEqual(['good', 'warn', 'warn', 'none', 'none']);
  });
});

describe('the charts', () => {
  const token = theme.getDesignToken();
  type Series = { data: unknown[] }[];

  it('show each day, today apart', () => {
    const days = [{ date: '2025-11-21', count: 3 }, { date: '2025-11-22', count: 0 }];
    const { xAxis, series } = dayBars(days, token, (day) => day.slice(5), '2025-11-22');
    expect((xAxis as { data: string[] }).data).toEqual(['11-21', '11-22']);
    const bars = (series as Series)[0]?.data as { value: number; itemStyle: { color: string } }[];
    expect(bars.map((bar) => bar.value)).toEqual([3, 0]);
    expect(bars[0]?.itemStyle.color).not.toBe(bars[1]?.itemStyle.color);
  });

  it('centre every stage, the widest filling the width', () => {
    const { series } = funnelBars([{ name: 'lead', count: 8 }, { name: 'intent', count: 2 }], token);
    const [before, bars] = series as Series;
    expect(before?.data).toEqual([0, 3]);
    expect((bars?.data as { value: number }[]).map((bar) => bar.value)).toEqual([8, 2]);
  });
});

describe('what a merge does', () => {
  it('shows both values, offers a choice between them, and none where there is nothing to choose', async () => {
    const context: ValueContext = { language: 'zh-CN', zone: 'Asia/Shanghai', today: '2025-11-22', currency: 'CNY', t: await texts('zh-CN') };
    const lines = mergeLines(
      [
        { field: 'industry', kind: 'stays', from: '贸易', into: '机械' },
        { field: 'city', kind: 'chosen', from: '长沙', into: '株洲' },
        { field: 'main_business', kind: 'fills', from: '批发', into: null },
        { field: 'tags', kind: 'stays', from: ['重点'], into: ['重点', '展会'] },
        { field: 'address', kind: 'chosen', from: '五一路', into: null },
      ],
      context,
    );
    expect(lines.map(({ choosable }) => choosable)).toEqual([true, true, false, false, false]);
    expect(lines.map(({ from }) => from)).toEqual(['贸易', '长沙', '批发', '重点', '五一路']);
    expect(lines[2]?.into).toBe('未填写');
  });
});

describe('privacy settings', () => {
  it('tell what a choice hides, what it shows, and that it does nothing', () => {
    expect(maskChange(['revenue'], ['contact_data'])).toEqual({ hides: ['contact_data'], shows: ['revenue'] });
    expect(maskChange(['revenue', 'personal'], ['personal', 'revenue'])).toBeNull();
  });

  it('keep what stood when a choice began', () => {
    const draft = toggled({ seen: ['personal'], chosen: ['personal'] }, 'revenue');
    expect(draft).toEqual({ seen: ['personal'], chosen: ['personal', 'revenue'] });
    expect(toggled(draft, 'personal')).toEqual({ seen: ['personal'], chosen: ['revenue'] });
  });

  it('name the fields of a class, each once', () => {
    expect(labelsOfClass('contact_data', 'en')).toEqual(['Phone', 'E-mail', 'WeChat']);
    const personal = labelsOfClass('personal', 'zh-CN');
    expect(new Set(personal).size).toBe(personal.length);
    expect(labelsOfClass('unheard_of', 'en')).toEqual([]);
  });
});
