import { useQuery } from '@tanstack/react-query';
import { get } from '../client';
import { usersKey } from '../keys';
import type { User } from '../types';

/** The people in the viewer's scope, by name. */
export function useUsers() {
  return useQuery({
    queryKey: usersKey,
    queryFn: ({ signal }) => get<{ items: User[] }>('/api/users', {}, signal),
    select: (page) => page.items,
  });
}
