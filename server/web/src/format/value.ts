// How one field's JSON value reads as text, by its catalog type.
import type { TFunction } from 'i18next';
import { choiceLabel, type FieldInfo } from '../catalog/lookup';
import type { Language } from '../i18n/language';
import { dayText, moment } from './time';

export type ValueContext = { language: Language; zone: string; today: string; currency: string; t: TFunction };

export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Minor units to "¥1,234.50"; whole amounts without decimals. */
export function moneyText(minor: number, currency: string, language: Language): string {
  const whole = minor % 100 === 0;
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: whole ? 0 : 2,
  }).format(minor / 100);
}

export function numberText(value: number, language: Language): string {
  return new Intl.NumberFormat(language).format(value);
}

/** "1.4 MB". */
export function sizeText(bytes: number, language: Language): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const at = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const form = { style: 'unit', unit: units[at], unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, form).format(bytes / 1000 ** at);
}

export function listText(texts: string[], language: Language): string {
  return texts.join(language === 'en' ? ', ' : '、');
}

/** Never markup: the result is rendered as text. `null` when there is nothing to show. */
export function valueText(value: unknown, field: FieldInfo | undefined, context: ValueContext): string | null {
  if (isEmpty(value)) return null;
  const { language, zone, today, currency, t } = context;
  if (Array.isArray(value)) {
    return listText(value.map((one) => choiceLabel(field?.enum, String(one), language)), language);
  }
  switch (field?.type) {
    case 'enumeration':
      return choiceLabel(field.enum, String(value), language);
    case 'boolean':
      return value === true || value === 1 ? t('value.yes') : t('value.no');
    case 'date':
      return typeof value === 'string' ? dayText(value, language, today) : String(value);
    case 'timestamp':
      return typeof value === 'number' ? moment(value, language, zone, today, t) : String(value);
    case 'money':
      return typeof value === 'number' ? moneyText(value, currency, language) : String(value);
    case 'integer':
    case 'real':
      return typeof value === 'number' ? numberText(value, language) : String(value);
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}
