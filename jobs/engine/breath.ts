import { setImmediate } from "node:timers/promises";

/** Work on the host's thread should go on for no longer than this without a break. */
const mostMs = 4;

/** Something to be awaited often in long work: lets everything else go on, but only when the last break is a while ago. */
export function createBreath(monotonic: () => number = () => performance.now()): () => Promise<void> {
  let since = monotonic();
  return async () => {
    if (monotonic() - since < mostMs) return;
    await setImmediate();
    since = monotonic();
  };
}
