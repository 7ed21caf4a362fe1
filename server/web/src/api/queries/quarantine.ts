import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../client';
import { live, quarantineKey } from '../keys';
import type { RefusedGroup, RefusedList } from '../types';

/** What the server could not take from the team's phones. */
export function useQuarantine() {
  return useQuery({
    queryKey: quarantineKey,
    queryFn: ({ signal }) => get<RefusedList>('/api/quarantine', {}, signal),
  });
}

const address = (group: string) => `/api/quarantine/${encodeURIComponent(group)}`;

/** With all that is kept of it. */
export const wholeGroup = (group: string) => get<RefusedGroup>(address(group));

export function useSettleRefused() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ group, how }: { group: string; how: 'accept' | 'clear' }) =>
      post<{ group: string; verdict?: string }>(`${address(group)}/${how}`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: [live] }),
  });
}
