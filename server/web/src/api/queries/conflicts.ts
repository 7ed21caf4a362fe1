import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../client';
import { conflictsKey, live } from '../keys';
import type { Conflict, ConflictPage } from '../types';

export type ConflictFilter = 'open' | 'resolved';

export function useConflicts(state: ConflictFilter, limit = 30) {
  return useInfiniteQuery({
    queryKey: conflictsKey(state),
    queryFn: ({ signal, pageParam }) => get<ConflictPage>('/api/conflicts', { state, limit, before: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export type Settlement = 'restore' | 'keep';

/** Puts the lost value back or confirms the winner; each undoes the other. Refused if the field changed since it was shown. */
export function useSettleConflict() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, over, how }: { id: string; over: string; how: Settlement }) =>
      post<Conflict>(`/api/conflicts/${encodeURIComponent(id)}/${how}`, { over }),
    onSettled: () => client.invalidateQueries({ queryKey: [live] }),
  });
}

/** How many are open, for the navigation's badge. */
export function useOpenConflicts() {
  return useQuery({
    queryKey: conflictsKey('count'),
    queryFn: ({ signal }) => get<ConflictPage>('/api/conflicts', { state: 'open', limit: 1 }, signal),
    select: (page) => page.open,
  });
}
