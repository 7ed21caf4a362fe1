import { useRef } from 'react';
import type { Visit } from '../../api/types';

/** Tells which visits have arrived since the page was opened: those with a greater `seq` than any that was there at first. */
export function useArrivals(visits: Visit[]): (id: string) => boolean {
  const known = useRef<number | null>(null);
  if (known.current === null && visits.length > 0) known.current = Math.max(...visits.map((visit) => visit.seq));
  const limit = known.current ?? Number.POSITIVE_INFINITY;
  const arrived = new Set(visits.filter((visit) => visit.seq > limit).map((visit) => visit.id));
  return (id) => arrived.has(id);
}
