import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { coalesce } from './coalesce';
import { ApiError } from '../api/client';
import { retryDelayMs } from './retry';
import { follow, linesOf, silenceMs } from './stream';

describe('the delay before coming back', () => {
  it('doubles, is bounded and is spread', () => {
    expect(retryDelayMs(0, () => 0)).toBe(500);
    expect(retryDelayMs(0, () => 1)).toBe(1_000);
    expect(retryDelayMs(3, () => 1)).toBe(8_000);
    expect(retryDelayMs(50, () => 1)).toBe(30_000);
    expect(retryDelayMs(50, () => 0)).toBe(15_000);
  });
});

describe('coalescing', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('turns a burst into one action, and keeps its distance to the next', () => {
    const action = vi.fn();
    const refresh = coalesce(action, 100, 1_000);
    for (let i = 0; i < 50; ++i) refresh.call();
    vi.advanceTimersByTime(100);
    expect(action).toHaveBeenCalledTimes(1);
    refresh.call();
    vi.advanceTimersByTime(500);
    expect(action).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(500);
    expect(action).toHaveBeenCalledTimes(2);
  });

  it('never forgets the last call', () => {
    const action = vi.fn();
    const refresh = coalesce(action, 100, 1_000);
    refresh.call();
    vi.advanceTimersByTime(100);
    refresh.call();
    vi.advanceTimersByTime(10_000);
    expect(action).toHaveBeenCalledTimes(2);
  });

  it('does nothing after cancel', () => {
    const action = vi.fn();
    const refresh = coalesce(action, 100, 1_000);
    refresh.call();
    refresh.cancel();
    vi.advanceTimersByTime(10_000);
    expect(action).not.toHaveBeenCalled();
  });
});

function pieces(...texts: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const text of texts) controller.enqueue(encoder.encode(text));
      controller.close();
    },
  });
}

describe('the event stream', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const stream = { 'Content-Type': 'text/event-stream' };
  const listener = () => ({ opened: vi.fn(), news: vi.fn() });
  const running = () => new AbortController().signal;

  it('is cut at line ends, wherever the pieces were cut', async () => {
    const heard = vi.fn();
    const lines: string[] = [];
    for await (const line of linesOf(pieces('id: 1\nda', 'ta: {}\n\n: still', ' here\n'), heard)) lines.push(line);
    expect(lines).toEqual(['id: 1', 'data: {}', '', ': still here']);
    expect(heard).toHaveBeenCalledTimes(3);
  });

  it('tells news, and takes a comment for none', async () => {
    vi.stubGlobal('fetch', async () => new Response(pieces(': still here\n\n', 'id: 7\ndata: {"seq":7}\n\n'), { headers: stream }));
    const told = listener();
    await follow('/api/live', told, running());
    expect([told.opened.mock.calls.length, told.news.mock.calls.length]).toEqual([1, 1]);
  });

  it('hands on why it was refused', async () => {
    const body = { error: { code: 'FF-2001', name: 'unauthenticated', message: 'm', key: 'k' } };
    vi.stubGlobal('fetch', async () => Response.json(body, { status: 401 }));
    const reason: unknown = await follow('/api/live', listener(), running()).catch((failure: unknown) => failure);
    expect(reason).toBeInstanceOf(ApiError);
    expect((reason as ApiError).status).toBe(401);
  });

  it('does not take a foreign page for a stream', async () => {
    vi.stubGlobal('fetch', async () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } }));
    await expect(follow('/api/live', listener(), running())).rejects.toBeInstanceOf(ApiError);
  });

  it('gives a silent connection up', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', async (_path: string, { signal }: { signal: AbortSignal }) => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => signal.addEventListener('abort', () => controller.error(signal.reason)),
      });
      return new Response(body, { headers: stream });
    });
    const told = listener();
    const ended = follow('/api/live', told, running()).then(() => 'ended', () => 'given up');
    await vi.advanceTimersByTimeAsync(silenceMs - 1);
    expect(told.opened).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await ended).toBe('given up');
  });
});
