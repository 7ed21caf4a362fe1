import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../client';
import { duplicatesKey, live, mergeKey } from '../keys';
import type { Duplicates, MergeDone, MergePreview } from '../types';

/** Pairs of customers that may be one, and those about which somebody decided. */
export function useDuplicates() {
  return useQuery({ queryKey: duplicatesKey, queryFn: ({ signal }) => get<Duplicates>('/api/duplicates', {}, signal) });
}

/** What merging `from` into `into` would do, with `take`'s fields from the former. */
export function useMergePreview(from: string, into: string, take: string[]) {
  const chosen = take.join(',');
  return useQuery({
    queryKey: mergeKey(from, into, chosen),
    queryFn: ({ signal }) => get<MergePreview>('/api/merge/preview', { from, into, take: chosen }, signal),
    enabled: from !== '' && into !== '',
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}

function useStep<Body, Answer>(path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => post<Answer>(path, body),
    onError: () => client.invalidateQueries({ queryKey: ['merge'] }),
    onSettled: () => client.invalidateQueries({ queryKey: [live] }),
  });
}

/** With the number of rows that was looked at: refused if it has changed since. */
export const useMerge = () => useStep<{ from: string; into: string; take: string; rows: number }, MergeDone>('/api/merge');
export const usePart = () => useStep<{ from: string }, MergeDone>('/api/merge/undo');
export const useKeepApart = () => useStep<{ one: string; other: string }, object>('/api/duplicates/apart');
export const useAskAgain = () => useStep<{ one: string; other: string }, object>('/api/duplicates/open');
