import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../client';
import { handoverKey, live } from '../keys';
import type { HandedOver, HandoverPreview } from '../types';

/** What handing `from`'s book to `to` would do; asked once both are chosen. */
export function useHandoverPreview(from: string, to: string) {
  return useQuery({
    queryKey: handoverKey(from, to),
    queryFn: ({ signal }) => get<HandoverPreview>('/api/handover/preview', { from, to }, signal),
    enabled: from !== '' && to !== '' && from !== to,
  });
}

function useStep<T>(path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: T) => post<HandedOver>(path, body),
    onSettled: () => client.invalidateQueries({ queryKey: [live] }),
  });
}

/** With the counts that were looked at: refused if the book has changed since. */
export const useHandOver = () => useStep<{ from: string; to: string; customers: number; followups: number }>('/api/handover');
/** Gives back what a step moved and nobody moved since. */
export const useTakeBack = () => useStep<{ from: string; to: string; seq: number }>('/api/handover/undo');
