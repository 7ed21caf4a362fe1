import type { Visit } from '../../api/types';
import { dayOf } from '../../format/time';

export type VisitDay = { day: string; visits: Visit[] };

/** The feed cut at the days of arrival, its order kept. */
export function byArrivalDay(visits: Visit[], zone: string): VisitDay[] {
  const days: VisitDay[] = [];
  for (const visit of visits) {
    const day = dayOf(visit.received_at, zone);
    const last = days.at(-1);
    if (last?.day === day) last.visits.push(visit);
    else days.push({ day, visits: [visit] });
  }
  return days;
}
