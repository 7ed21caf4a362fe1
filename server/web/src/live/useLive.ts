import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '../api/client';
import { live, meKey } from '../api/keys';
import { coalesce } from './coalesce';
import { retryDelayMs } from './retry';
import { follow, type StreamListener } from './stream';

export type LiveState = 'connecting' | 'live' | 'reconnecting';

const settleMs = 150;
const gapMs = 1_000;

/** Keeps one stream open while mounted; what it announces makes every shown query read again. */
export function useLive(): LiveState {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => {
    const end = new AbortController();
    void stayLive(client, setState, end.signal);
    return () => end.abort();
  }, [client]);
  return state;
}

async function stayLive(client: QueryClient, report: (state: LiveState) => void, end: AbortSignal): Promise<void> {
  const refresh = coalesce(() => void client.invalidateQueries({ queryKey: [live] }), settleMs, gapMs);
  end.addEventListener('abort', refresh.cancel);
  let attempt = 0;
  const opened = () => {
    attempt = 0;
    report('live');
  };
  while (!end.aborted) {
    const failure = await followOnline({ opened, news: refresh.call }, end).catch((reason: unknown) => reason);
    if (end.aborted) return;
    report('reconnecting');
    if (failure instanceof ApiError && failure.status === 401) {
      void client.resetQueries({ queryKey: meKey });
      return;
    }
    await pause(retryDelayMs(attempt++, Math.random), end);
  }
}

/** One stream; given up at once when the browser knows that its network is gone. */
async function followOnline(listener: StreamListener, end: AbortSignal): Promise<void> {
  const over = new AbortController();
  window.addEventListener('offline', () => over.abort(), { signal: over.signal });
  try {
    await follow('/api/live', listener, AbortSignal.any([end, over.signal]));
  } finally {
    over.abort();
  }
}

/** Until the time is over, the network is back or `end`. */
function pause(ms: number, end: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const stop = () => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const timer = setTimeout(stop, ms);
    window.addEventListener('online', stop, { signal: over.signal });
    end.addEventListener('abort', stop, { signal: over.signal });
  });
}
