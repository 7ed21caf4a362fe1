const firstDelayMs = 1_000;
const longestDelayMs = 30_000;

/** How long to wait before the nth attempt (from 0): doubling, bounded, and spread so that browsers do not return all at once. */
export function retryDelayMs(attempt: number, random: () => number): number {
  const full = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempt, 10));
  return full / 2 + (full / 2) * random();
}
