import type { Clock } from "../model/clock.ts";
import { shareOf } from "../schedule/calendar.ts";

/** What begins late together, begins this far apart. */
const apartMs = 1_000;
/** Nobody waits longer than this for those before. */
const withinMs = 5 * 60_000;

/**
 * Keeps what was missed from beginning all at once after a wake or a restart: the first begins at once, the others one
 * after another. They obey every limit besides.
 */
export function createSpreadStarts(clock: Clock) {
  let lastAt = Number.NEGATIVE_INFINITY;
  return {
    /** How much later than now the next late start begins, in milliseconds. */
    delay: (scheduleId: string): number => {
      const now = clock.now();
      // A clock that was set back must not hold anybody for as long.
      const last = lastAt > now + withinMs ? now : lastAt;
      const at = Math.max(now, last + apartMs);
      if (at > now + withinMs) return shareOf(scheduleId, withinMs);
      lastAt = at;
      return at - now;
    },
  };
}

export type SpreadStarts = ReturnType<typeof createSpreadStarts>;
