import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { get } from '../client';
import { visitsKey } from '../keys';
import type { VisitPage } from '../types';

export type VisitFilter = {
  rep?: string;
  customer?: string;
  channel?: string;
  from?: string;
  to?: string;
};

/** The feed, latest arrival first, page by page. */
export function useVisits(filter: VisitFilter, limit = 30) {
  return useInfiniteQuery({
    queryKey: visitsKey({ ...filter, limit }),
    queryFn: ({ signal, pageParam }) => get<VisitPage>('/api/visits', { ...filter, limit, before: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}
