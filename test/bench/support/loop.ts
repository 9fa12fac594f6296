import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";

/** Watches how long the event loop of this thread is held up, in milliseconds. */
export function watchLoop() {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  return {
    stop: async (): Promise<{ readonly p99: number; readonly max: number }> => {
      // What held the loop up last is noted when the loop goes on.
      await wait(20);
      delay.disable();
      return { p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 };
    },
  };
}
