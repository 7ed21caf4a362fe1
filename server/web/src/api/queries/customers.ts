import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get } from '../client';
import { customerKey, customersKey, timelineKey } from '../keys';
import type { CustomerDetail, CustomerPage, TimelinePage } from '../types';

export type CustomerFilter = {
  search?: string;
  stage?: string;
  owner?: string;
  grade?: string;
  due?: string;
  sort?: string;
  order?: string;
  offset?: number;
  limit?: number;
};

export function useCustomers(filter: CustomerFilter) {
  return useQuery({
    queryKey: customersKey(filter),
    queryFn: ({ signal }) => get<CustomerPage>('/api/customers', filter, signal),
    placeholderData: keepPreviousData,
  });
}

export function useCustomer(id: string) {
  return useQuery({
    queryKey: customerKey(id),
    queryFn: ({ signal }) => get<CustomerDetail>(`/api/customers/${encodeURIComponent(id)}`, {}, signal),
  });
}

export function useTimeline(id: string, limit = 30) {
  return useInfiniteQuery({
    queryKey: timelineKey(id),
    queryFn: ({ signal, pageParam }) =>
      get<TimelinePage>(`/api/customers/${encodeURIComponent(id)}/timeline`, { limit, before: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
