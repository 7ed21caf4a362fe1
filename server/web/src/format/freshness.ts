import type { TFunction } from 'i18next';
import type { Freshness } from '../api/types';
import type { Language } from '../i18n/language';
import { moment } from './time';

/** The same for a tile: "To 14:05 · 1 of 2 older". */
export function shortFreshnessText(...[freshness, language, zone, today, t]: Parameters<typeof freshnessText>): string {
  const { complete_to, phones_total: total, phones_behind: behind } = freshness;
  if (total === 0 || complete_to === null) return freshnessText(freshness, language, zone, today, t);
  const time = moment(complete_to, language, zone, today, t);
  return behind === 0 ? t('freshness.shortAll', { time }) : t('freshness.shortBehind', { time, total, behind });
}

/** "Complete to 14:05; 1 of 2 phones older". */
export function freshnessText(
  freshness: Freshness,
  language: Language,
  zone: string,
  today: string,
  t: TFunction,
): string {
  const { complete_to, phones_total: total, phones_behind: behind } = freshness;
  if (total === 0) return t('freshness.none');
  if (complete_to === null) return t('freshness.never', { total });
  const time = moment(complete_to, language, zone, today, t);
  return behind === 0 ? t('freshness.all', { time }) : t('freshness.behind', { time, total, behind });
}
