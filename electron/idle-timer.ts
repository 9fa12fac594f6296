/** The part of timers that is used; tests hand in their own. */
export type Timers = {
  readonly setTimeout: (callback: () => void, ms: number) => NodeJS.Timeout;
  readonly clearTimeout: (timer: NodeJS.Timeout) => void;
};

/** Calls `expire` once `ms` after `start(ms)`, unless stopped in between. A second start begins anew. */
export function idleTimer(timers: Timers, expire: () => void) {
  let running: NodeJS.Timeout | undefined;
  const stop = (): void => {
    if (running !== undefined) timers.clearTimeout(running);
    running = undefined;
  };
  return {
    start: (ms: number): void => {
      stop();
      running = timers.setTimeout(() => {
        running = undefined;
        expire();
      }, ms);
    },
    stop,
  };
}
