/** Runs `action` soon after a call, and never more often than once per `gapMs`, however many calls come. */
export function coalesce(action: () => void, settleMs: number, gapMs: number, now: () => number = Date.now) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let last = Number.NEGATIVE_INFINITY;
  return {
    call() {
      if (timer !== null) return;
      const wait = Math.max(settleMs, last + gapMs - now());
      timer = setTimeout(() => {
        timer = null;
        last = now();
        action();
      }, wait);
    },
    cancel() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
