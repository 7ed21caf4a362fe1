import { useSearchParams } from 'react-router';
import { changedParams, pickParams } from '../../format/address';

export const pageSize = 20;
const largestOffset = 100_000; // the server's
export const sortKeys = ['name', 'stage', 'grade', 'owner', 'next_due', 'last_visit'] as const;
export type SortKey = (typeof sortKeys)[number];
export type Order = 'asc' | 'desc';

const filterNames = ['search', 'stage', 'owner', 'grade', 'due'] as const;
export type ListFilter = Partial<Record<(typeof filterNames)[number], string>>;

export type CustomerView = {
  filter: ListFilter;
  sorting: { sort: SortKey; order: Order };
  offset: number;
  filtered: boolean;
  change: (changes: ListFilter) => void;
  sortBy: (sort: SortKey, order: Order) => void;
  goTo: (offset: number) => void;
  clear: () => void;
};

/** Filter, sorting and page as the address says, which anybody may have typed. */
export function readView(params: URLSearchParams): Pick<CustomerView, 'filter' | 'sorting' | 'offset'> {
  const offset = Math.floor(Number(params.get('offset')));
  return {
    filter: pickParams(params, filterNames),
    sorting: { sort: sortKeys.find((key) => key === params.get('sort')) ?? 'next_due', order: params.get('order') === 'desc' ? 'desc' : 'asc' },
    offset: offset > 0 ? Math.min(offset, largestOffset) : 0,
  };
}

export function useCustomerView(): CustomerView {
  const [params, setParams] = useSearchParams();
  const view = readView(params);
  const write = (changes: Record<string, string | undefined>) => setParams(changedParams(params, changes), { replace: true });
  return {
    ...view,
    filtered: Object.keys(view.filter).length > 0,
    change: (changes) => write({ ...changes, offset: undefined }),
    sortBy: (sort, order) => write({ sort, order, offset: undefined }),
    goTo: (offset) => write({ offset: offset > 0 ? String(offset) : undefined }),
    clear: () => write(Object.fromEntries([...filterNames, 'offset'].map((name) => [name, undefined]))),
  };
}
