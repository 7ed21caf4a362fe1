import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../client';
import { duplicatesKey, live, mergeKey, partKey } from '../keys';
import type { Duplicates, MergeDone, MergePreview, PartPreview } from '../types';

/** Pairs of customers that may be one, and those about which somebody decided. */
export function useDuplicates() {
  return useInfiniteQuery({
    queryKey: duplicatesKey,
    queryFn: ({ signal, pageParam }) => get<Duplicates>('/api/duplicates', { before: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
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

/** What the undo of the merge of `from` would do. */
export function usePartPreview(from: string) {
  return useQuery({
    queryKey: partKey(from),
    queryFn: ({ signal }) => get<PartPreview>('/api/merge/undo/preview', { from }, signal),
    gcTime: 0,
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

/** With the word for what was looked at: refused if something has changed since. */
export const useMerge = () => useStep<{ from: string; into: string; take: string; seen: string }, MergeDone>('/api/merge');
export const usePart = () => useStep<{ from: string; seen: string }, MergeDone>('/api/merge/undo');
export const useKeepApart = () => useStep<{ one: string; other: string }, object>('/api/duplicates/apart');
export const useAskAgain = () => useStep<{ one: string; other: string }, object>('/api/duplicates/open');
