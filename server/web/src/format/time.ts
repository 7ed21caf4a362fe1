// Times are shown in the organisation's zone, whatever the browser's, so that a lead who travels reads the same clock as his team.
import type { TFunction } from 'i18next';
import type { Language } from '../i18n/language';

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, zone: string, kind: string, options: Intl.DateTimeFormatOptions) {
  const key = `${language} ${zone} ${kind}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: zone, ...options });
    formatters.set(key, found);
  }
  return found;
}

/** "14:05" */
export function clock(at: number, language: Language, zone: string): string {
  return formatter(language, zone, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** The zone's calendar day, "2025-11-22". */
export function dayOf(at: number, zone: string): string {
  const parts = formatter('en', zone, 'parts', { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

export function dayPlus(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The Monday of the day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return dayPlus(day, -((weekday + 6) % 7));
}

/** "11月20日" or "20 Nov"; with the year when it is not this one. */
export function dayText(day: string, language: Language, today: string): string {
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  const options: Intl.DateTimeFormatOptions = { month: language === 'en' ? 'short' : 'long', day: 'numeric' };
  if (!sameYear) options.year = 'numeric';
  const text = formatter(language, 'UTC', sameYear ? 'day' : 'dayYear', options).format(Date.parse(`${day}T00:00:00Z`));
  return text.replace('Sept', 'Sep'); // three letters, as the rules' sentences and the phone write it
}

/** "11月20日 周四" or "Thu 20 Nov" */
export function dayHeading(day: string, language: Language, today: string, t: TFunction): string {
  if (day === today) return t('time.today');
  if (day === dayPlus(today, -1)) return t('time.yesterday');
  const weekday = formatter(language, 'UTC', 'weekday', { weekday: 'short' }).format(Date.parse(`${day}T00:00:00Z`));
  const text = dayText(day, language, today);
  return language === 'en' ? `${weekday} ${text}` : `${text} ${weekday}`;
}

/** "14:05" today, "昨天 14:05", otherwise day and clock. */
export function moment(at: number, language: Language, zone: string, today: string, t: TFunction): string {
  const day = dayOf(at, zone);
  const time = clock(at, language, zone);
  if (day === today) return time;
  if (day === dayPlus(today, -1)) return `${t('time.yesterday')} ${time}`;
  return `${dayText(day, language, today)} ${time}`;
}

/** "3 小时前", for times of which only the distance matters. */
export function ago(at: number, now: number, t: TFunction): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return t('time.justNow');
  if (minutes < 60) return t('time.minutesAgo', { n: minutes });
  if (minutes < 24 * 60) return t('time.hoursAgo', { n: Math.floor(minutes / 60) });
  return t('time.daysAgo', { n: Math.floor(minutes / (24 * 60)) });
}

/** A span in its largest sensible unit. */
export function span(ms: number, t: TFunction): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 60) return t('visits.minutes', { n: minutes });
  if (minutes < 48 * 60) return t('visits.hours', { n: Math.round(minutes / 60) });
  return t('visits.days', { n: Math.round(minutes / (24 * 60)) });
}
