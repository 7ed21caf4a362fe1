import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { coalesce } from './coalesce';
import { retryDelayMs } from './retry';

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
