import { useSearchParams } from 'react-router';

export const pageSize = 20;
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

/** Filter, sorting and page of the list. They live in the address, so that a link, a reload and "back" keep them. */
export function useCustomerView(): CustomerView {
  const [params, setParams] = useSearchParams();
  const filter: ListFilter = {};
  for (const name of filterNames) {
    const value = params.get(name);
    if (value) filter[name] = value;
  }
  const write = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next, { replace: true });
  };
  return {
    filter,
    sorting: { sort: sortKeys.find((key) => key === params.get('sort')) ?? 'next_due', order: params.get('order') === 'desc' ? 'desc' : 'asc' },
    offset: Math.max(0, Number(params.get('offset')) || 0),
    filtered: Object.keys(filter).length > 0,
    change: (changes) => write({ ...changes, offset: undefined }),
    sortBy: (sort, order) => write({ sort, order, offset: undefined }),
    goTo: (offset) => write({ offset: offset > 0 ? String(offset) : undefined }),
    clear: () => write(Object.fromEntries([...filterNames, 'offset'].map((name) => [name, undefined]))),
  };
}
