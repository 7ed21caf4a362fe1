import { useQuery } from '@tanstack/react-query';
import { get } from '../client';
import { devicesKey } from '../keys';
import type { DeviceList } from '../types';

const refreshEveryMs = 60_000;

/** Sync health. A phone that falls silent makes no news, so this is also read again by the clock. */
export function useDevices() {
  return useQuery({
    queryKey: devicesKey,
    queryFn: ({ signal }) => get<DeviceList>('/api/devices', {}, signal),
    refetchInterval: refreshEveryMs,
  });
}
