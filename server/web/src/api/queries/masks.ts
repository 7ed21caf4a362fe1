import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../client';
import { live, masksKey } from '../keys';
import type { Masks } from '../types';

export function useMasks() {
  return useQuery({ queryKey: masksKey, queryFn: ({ signal }) => get<Masks>('/api/masks', {}, signal) });
}

/** With what was looked at: refused if somebody else has changed it since. */
export function useSetMask() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (mask: { role: string; hidden: string[]; seen: string[] }) => post<Masks>('/api/masks', mask),
    onSuccess: (masks) => client.setQueryData(masksKey, masks),
    onSettled: () => client.invalidateQueries({ queryKey: [live] }),
  });
}
