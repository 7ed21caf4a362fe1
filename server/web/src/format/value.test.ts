import { beforeAll, describe, expect, it } from 'vitest';
import { fieldInfo } from '../catalog/lookup';
import { texts } from '../testing/texts';
import { isEmpty, listText, moneyText, sizeText, type ValueContext, valueText } from './value';

let zh: ValueContext;
let en: ValueContext;

beforeAll(async () => {
  const common = { zone: 'Asia/Shanghai', today: '2025-11-22', currency: 'CNY' };
  zh = { ...common, language: 'zh-CN', t: await texts('zh-CN') };
  en = { ...common, language: 'en', t: await texts('en') };
});

describe('values by catalog type', () => {
  it('joins a list as the language does', () => {
    expect([listText(['赵敏', '李强'], 'zh-CN'), listText(['赵敏', '李强'], 'en')]).toEqual(['赵敏、李强', '赵敏, 李强']);
  });

  it('reads bytes in the largest unit that fits', () => {
    expect([0, 999, 1_000, 73_400_320, 2_500_000_000].map((bytes) => sizeText(bytes, 'en'))).toEqual(['0 byte', '999 byte', '1 kB', '73.4 MB', '2.5 GB']);
  });

  it('reads money as minor units', () => {
    expect(moneyText(5_000_000_000, 'CNY', 'zh-CN')).toBe('¥50,000,000');
    expect(moneyText(123_450, 'CNY', 'zh-CN')).toBe('¥1,234.50');
    expect(valueText(100, fieldInfo('customer', 'annual_revenue'), en)).toBe('¥1');
  });

  it('labels choices and sets in both languages', () => {
    expect(valueText('negotiation', fieldInfo('customer', 'stage'), zh)).toBe('谈判');
    expect(valueText('negotiation', fieldInfo('customer', 'stage'), en)).toBe('Negotiation');
    expect(valueText(['visit', 'phone'], fieldInfo('interaction', 'channels'), zh)).toBe('拜访、电话');
    expect(valueText(['visit', 'phone'], fieldInfo('interaction', 'channels'), en)).toBe('Visit, Phone');
  });

  it('shows a code that it does not know as it is', () => {
    expect(valueText('a_later_stage', fieldInfo('customer', 'stage'), en)).toBe('a_later_stage');
    expect(valueText('free text', fieldInfo('customer', 'no_such_field'), en)).toBe('free text');
  });

  it('takes booleans in both stored forms', () => {
    const field = fieldInfo('contact', 'is_primary');
    expect(valueText(true, field, zh)).toBe('是');
    expect(valueText(1, field, en)).toBe('Yes');
    expect(valueText(0, field, en)).toBe('No');
    expect(valueText(false, field, en)).toBe('No');
  });

  it('leaves markup as text', () => {
    expect(valueText('<b>x</b>', fieldInfo('customer', 'name'), en)).toBe('<b>x</b>');
  });

  it('tells empty from zero', () => {
    expect(isEmpty([])).toBe(true);
    expect(isEmpty('')).toBe(true);
    expect(isEmpty(0)).toBe(false);
    expect(isEmpty(false)).toBe(false);
    expect(valueText(null, fieldInfo('customer', 'staff_count'), en)).toBeNull();
    expect(valueText(0, fieldInfo('customer', 'staff_count'), en)).toBe('0');
  });
});
