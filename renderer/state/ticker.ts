import type { Clock } from "../../jobs/model/clock.ts";
import { createStore, type Readable } from "./store.ts";

export type TickerOptions = {
  readonly clock: Clock;
  /** Whether anybody can see the window now, and how to hear that this changes. */
  readonly isVisible: () => boolean;
  readonly onVisibilityChange: (listener: () => void) => void;
};

export type Ticker = Readable<number>;

/**
 * The time for everything that is relative to now. It moves once a second, and only while the window is seen and
 * something shows a time; it is read anew when the window is seen again.
 */
export function createTicker({ clock, isVisible, onVisibilityChange }: TickerOptions): Ticker {
  const time = createStore(clock.now());
  let watchers = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const arm = () => {
    clearTimeout(timer);
    if (watchers === 0 || !isVisible()) return;
    // Aligned to the full second, so that all countdowns on the screen change together.
    timer = setTimeout(tick, 1_000 - (clock.now() % 1_000));
  };
  const tick = () => {
    time.set(clock.now());
    arm();
  };
  onVisibilityChange(() => (isVisible() ? tick() : arm()));

  return {
    get: time.get,
    subscribe: (listener) => {
      const stop = time.subscribe(listener);
      watchers += 1;
      if (watchers === 1) tick();
      return () => {
        stop();
        watchers -= 1;
        if (watchers === 0) arm();
      };
    },
  };
}
