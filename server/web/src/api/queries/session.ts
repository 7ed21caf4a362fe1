import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, get, post } from '../client';
import { meKey } from '../keys';
import type { Me } from '../types';

/** Who is signed in. A 401 is an answer here, not a fault: it means the login page. */
export function useMe() {
  return useQuery({
    queryKey: meKey,
    queryFn: ({ signal }) => get<Me>('/api/me', {}, signal),
    staleTime: Infinity,
  });
}

export function useLogin() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: { email: string; password: string }) => post<Me>('/api/login', credentials),
    onSuccess: (me) => client.setQueryData(meKey, me),
  });
}

/** A session that has ended already is signed out, too. */
export async function signOut(): Promise<void> {
  try {
    await post<void>('/api/logout');
  } catch (failure) {
    if (!(failure instanceof ApiError && failure.status === 401)) throw failure;
  }
}
