import { useSearchParams } from 'react-router';
import type { VisitFilter } from '../../api/queries/visits';

const names = ['rep', 'customer', 'channel', 'from', 'to'] as const;

/** The filter lives in the address, so that a link, a reload and "back" keep it. */
export function useVisitFilter() {
  const [params, setParams] = useSearchParams();
  const filter: VisitFilter = {};
  for (const name of names) {
    const value = params.get(name);
    if (value) filter[name] = value;
  }
  const change = (changes: VisitFilter) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next, { replace: true });
  };
  const clear = () => setParams({}, { replace: true });
  return { filter, change, clear, filtered: Object.keys(filter).length > 0 };
}
