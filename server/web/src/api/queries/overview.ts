import { useQuery } from '@tanstack/react-query';
import { get } from '../client';
import { overviewKey } from '../keys';
import type { Overview } from '../types';

export function useOverview() {
  return useQuery({
    queryKey: overviewKey,
    queryFn: ({ signal }) => get<Overview>('/api/overview', {}, signal),
  });
}
