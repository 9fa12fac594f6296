import type { Clock } from "../model/clock.ts";
import { createTimeHeap } from "./time-heap.ts";

/** Computers sleep and clocks are set: whatever is due next, the clock is read again after this long at the latest. */
const longestSleepMs = 30_000;
/** So many schedules are planned together: they share a transaction, and none waits for more than these. */
const atOnce = 250;

export type SchedulerOptions = {
  readonly clock: Clock;
  /**
   * Decides everything of this schedule that is due by `now` and gives the next time after it; null when there is none.
   * What is due at one moment is asked for at one moment. Must not throw: a schedule that cannot be planned is its own problem, not that of the others.
   */
  readonly plan: (scheduleId: string, now: number) => Promise<number | null>;
  /** The clock was set back: the next times, which were worked out by a clock that was ahead, have to be set anew. */
  readonly onSetBack?: (now: number) => Promise<void>;
};

/** Less than this is a correction by the network's time, which nobody has to know of. */
const setBackMs = 1_000;

/**
 * One timer for all schedules. It holds only the next time of each, so that ten thousand cost no more while nothing is
 * due than ten do.
 */
export function createScheduler(options: SchedulerOptions) {
  const heap = createTimeHeap();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = true;
  let seenAt = Number.NEGATIVE_INFINITY;

  const arm = () => {
    clearTimeout(timer);
    if (stopped) return;
    const next = heap.peek();
    if (!next) return;
    const wait = Math.min(Math.max(next.at - options.clock.now(), 0), longestSleepMs);
    timer = setTimeout(wake, wait);
  };

  const wake = () => {
    running ??= fireDue().finally(() => {
      running = undefined;
      arm();
    });
  };

  const fireDue = async () => {
    for (;;) {
      const now = options.clock.now();
      const isSetBack = now < seenAt - setBackMs;
      seenAt = now;
      if (isSetBack && !stopped) await options.onSetBack?.(now);
      const due = stopped ? [] : takeDue(now);
      if (due.length === 0) return;
      await Promise.all(due.map((id) => fire(id, now)));
    }
  };

  const takeDue = (now: number): readonly string[] => {
    const due: string[] = [];
    for (let next = heap.peek(); next && next.at <= now && due.length < atOnce; next = heap.peek()) {
      heap.remove(next.id);
      due.push(next.id);
    }
    return due;
  };

  const fire = async (scheduleId: string, now: number) => {
    const following = await options.plan(scheduleId, now);
    // Whoever changed the schedule meanwhile knows better.
    if (following !== null && !heap.has(scheduleId)) heap.set(scheduleId, following);
  };

  return {
    /** Sets or replaces the next time of a schedule; null takes it out. */
    set: (scheduleId: string, nextAt: number | null): void => {
      if (nextAt === null) heap.remove(scheduleId);
      else heap.set(scheduleId, nextAt);
      arm();
    },
    start: (): void => {
      stopped = false;
      arm();
    },
    /**
     * Reads the clock again at once: after a resume from sleep or a change of the clock. Resolves when all that is due has
     * been planned.
     */
    wake: async (): Promise<void> => {
      if (stopped) return;
      wake();
      await running;
    },
    /** Resolves when the planning that was under way has ended. */
    stop: async (): Promise<void> => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

export type Scheduler = ReturnType<typeof createScheduler>;
