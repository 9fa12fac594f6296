/** Frames that a page may send at once, and how many more each second. */
const burst = 300;
const perSecond = 100;

/**
 * Says of each frame whether it is within the limit. A page of ours sends a few a second; a flood, from a page that is ours
 * no more, would stall the host.
 */
export function frameLimit(now: () => number): () => boolean {
  let left = burst;
  let at = now();
  return () => {
    const time = now();
    left = Math.min(burst, left + (Math.max(0, time - at) / 1_000) * perSecond);
    at = time;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
