import { useRef } from 'react';
import type { Visit } from '../../api/types';

/**
 * Tells which visits have arrived since this list was opened: those with a greater `seq` than any that was there at first.
 * `settled` is false while `visits` are still those of another list.
 */
export function useArrivals(visits: Visit[], settled: boolean): (visit: Visit) => boolean {
  const known = useRef<number | null>(null);
  if (settled) known.current ??= Math.max(0, ...visits.map((visit) => visit.seq));
  const limit = known.current ?? Number.POSITIVE_INFINITY;
  return (visit) => visit.seq > limit;
}
