/** How often and how far apart a failed run is tried again. */
export type RetryPolicy = {
  /** Tries after the first one; 0 means that the first failure is final. */
  readonly limit: number;
  /** Wait before the second try, in milliseconds. */
  readonly delayMs: number;
  /** Double the wait with every further try. */
  readonly backoff: boolean;
  /** The wait never exceeds this, in milliseconds. */
  readonly maxDelayMs: number;
};

export const defaultRetry: RetryPolicy = { limit: 3, delayMs: 1_000, backoff: true, maxDelayMs: 60_000 };

/**
 * The wait before the try after `attempt` (1 for the first), in milliseconds: `delay * 2^(attempt-1)` with full jitter,
 * capped. Full jitter (uniform between 0 and the bound) spreads a herd best: "Exponential Backoff And Jitter",
 * AWS Architecture Blog, 2015.
 *
 * @param random uniform in [0, 1)
 */
export function retryDelayMs(policy: RetryPolicy, attempt: number, random: number): number {
  const factor = policy.backoff ? 2 ** Math.max(0, attempt - 1) : 1;
  const bound = Math.min(policy.delayMs * factor, policy.maxDelayMs);
  return policy.backoff ? Math.round(bound * random) : bound;
}

/** No task is made to wait longer for its next try, whatever a service or a task says (milliseconds). */
const longestWaitMs = 366 * 86_400_000;

/** When the next try is due that a task asked for (UTC milliseconds): never in the past, and at a time that comes; undefined for what is no time. */
export function askedRetryAt(asked: unknown, now: number): number | undefined {
  if (typeof asked !== "number" || Number.isNaN(asked)) return undefined;
  return Math.round(Math.min(Math.max(asked, now), now + longestWaitMs));
}
