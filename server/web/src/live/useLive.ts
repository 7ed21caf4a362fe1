import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError, get } from '../api/client';
import { live, meKey } from '../api/keys';
import { coalesce } from './coalesce';
import { retryDelayMs } from './retry';

export type LiveState = 'connecting' | 'live' | 'reconnecting';

const settleMs = 150;
const gapMs = 1_000;
// Three heartbeats of the server without one arriving.
const silenceMs = 45_000;

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
  let silence: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let stopped = false;

  function open() {
    source = new EventSource('/api/live');
    source.onopen = () => {
      attempt = 0;
      report('live');
      heard();
    };
    source.onmessage = () => {
      refresh.call();
      heard();
    };
    source.addEventListener('heartbeat', heard);
    // The browser would come back after a fixed delay; ours is spread and grows.
    source.onerror = lost;
  }

  function heard() {
    clearTimeout(silence);
    silence = setTimeout(lost, silenceMs);
  }

  function lost() {
    close();
    again();
  }

  function close() {
    clearTimeout(timer);
    clearTimeout(silence);
    source?.close();
    source = null;
  }

  function networkIsBack() {
    if (source !== null) return;
    close();
    void probe();
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
      if (!stopped && source === null) open();
    } catch (failure) {
      if (failure instanceof ApiError && failure.status === 401) void client.resetQueries({ queryKey: meKey });
      else again();
    }
  }

  open();
  window.addEventListener('offline', lost);
  window.addEventListener('online', networkIsBack);
  return () => {
    stopped = true;
    window.removeEventListener('offline', lost);
    window.removeEventListener('online', networkIsBack);
    refresh.cancel();
    close();
  };
}
