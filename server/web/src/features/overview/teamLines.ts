import type { Day, Freshness, Overview, Person } from '../../api/types';

export type RepLine = {
  rep: Person;
  overdue: number;
  due_today: number;
  oldest_on: Day | null;
  today: number;
  this_week: number;
  freshness: Freshness;
};

/** One line a rep from the two lists of the overview, in the order of the overdue one. */
export function teamLines(overview: Overview): RepLine[] {
  const lines = new Map<string, RepLine>();
  for (const line of overview.overdue.by_rep) lines.set(line.rep.id, { ...line, today: 0, this_week: 0 });
  for (const { rep, today, this_week, freshness } of overview.visits.by_rep) {
    const known = lines.get(rep.id) ?? { rep, overdue: 0, due_today: 0, oldest_on: null, freshness };
    lines.set(rep.id, { ...known, today, this_week });
  }
  return [...lines.values()];
}
