import { useSearchParams } from 'react-router';
import type { VisitFilter } from '../../api/queries/visits';
import { changedParams, pickParams } from '../../format/address';

const names = ['rep', 'customer', 'channel', 'from', 'to'] as const;

export function useVisitFilter() {
  const [params, setParams] = useSearchParams();
  const filter: VisitFilter = pickParams(params, names);
  const change = (changes: VisitFilter) => setParams(changedParams(params, changes), { replace: true });
  const clear = () => setParams({}, { replace: true });
  return { filter, change, clear, filtered: Object.keys(filter).length > 0 };
}
