import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError, get } from '../api/client';
import { live, meKey } from '../api/keys';
import { coalesce } from './coalesce';
import { retryDelayMs } from './retry';

export type LiveState = 'connecting' | 'live' | 'reconnecting';

const settleMs = 150;
const gapMs = 1_000;

/** Keeps one stream open while mounted; what it announces makes every shown query read again. */
export function useLive(): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => listen(client, setState), [client]);
  return state;
}

function listen(client: QueryClient, report: (state: LiveState) => void): () => void {
  const refresh = coalesce(() => void client.invalidateQueries({ queryKey: [live] }), settleMs, gapMs);
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let stopped = false;

  function open() {
    source = new EventSource('/api/live');
    source.onopen = () => {
      attempt = 0;
      report('live');
    };
    source.onmessage = () => refresh.call();
    // The browser would come back after a fixed delay; ours is spread and grows.
    source.onerror = () => {
      source?.close();
      again();
    };
  }

  function again() {
    if (stopped) return;
    report('reconnecting');
    timer = setTimeout(() => void probe(), retryDelayMs(attempt++, Math.random));
  }

  // A stream cannot tell "signed out" from "no network"; an ordinary request can.
  async function probe() {
    try {
      await get('/api/me');
      if (!stopped) open();
    } catch (failure) {
      if (failure instanceof ApiError && failure.status === 401) void client.resetQueries({ queryKey: meKey });
      else again();
    }
  }

  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    refresh.cancel();
    source?.close();
  };
}
