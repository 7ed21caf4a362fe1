import { beforeAll, describe, expect, it } from 'vitest';
import type { Overview, Row, Visit } from '../api/types';
import type { ValueContext } from '../format/value';
import { texts } from '../testing/texts';
import { sideText, subjectText } from './conflicts/conflictText';
import { fileSections } from './customers/fileSections';
import { teamLines } from './overview/teamLines';
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
