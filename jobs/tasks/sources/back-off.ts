const firstMs = 5 * 60_000;
const longestMs = 24 * 60 * 60_000;

/**
 * When a source that fails is asked again, after so many failures in a row: 5 minutes, doubling to 24 hours; later when
 * its server wants that, and never sooner than it would be asked otherwise.
 */
export function backOffMs(failures: number, retryAfterMs = 0): number {
  const backOff = Math.min(firstMs * 2 ** Math.max(0, failures - 1), longestMs);
  return Math.max(backOff, Math.min(retryAfterMs, longestMs));
}
