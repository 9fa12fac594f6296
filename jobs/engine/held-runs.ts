import type { Clock } from "../model/clock.ts";
import type { HostLog } from "../model/host-log.ts";
import type { Queue } from "../queue/queue.ts";
import type { HeldRun, OccurrenceStore } from "../store/occurrences.ts";
import type { ScheduleStore } from "../store/schedules.ts";
import type { Conditions } from "./conditions.ts";
import { toScheduleSpec } from "./schedule-spec.ts";
import type { SpreadStarts } from "./spread-starts.ts";

/** Most platforms tell of no change of network or idle time: while runs wait for one, it is looked for this often. */
const lookEveryMs = 15_000;

export type HeldRunsOptions = {
  readonly queue: Pick<Queue, "bringForward">;
  readonly occurrences: Pick<OccurrenceStore, "held">;
  readonly schedules: Pick<ScheduleStore, "get">;
  readonly conditions: Conditions;
  readonly spread: SpreadStarts;
  readonly clock: Clock;
  readonly log: HostLog;
  readonly hostZone: string;
  /** Runs may begin now. */
  readonly onFreed: () => void;
};

/** Runs that are due and wait for a condition: they begin as soon as it is given, and not only when their wait is over. */
export function createHeldRuns(options: HeldRunsOptions) {
  const { queue, occurrences, schedules, conditions, spread, clock, log, hostZone } = options;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let stopped = true;

  const watch = (): void => {
    if (!stopped) timer ??= setTimeout(() => void check(), lookEveryMs);
  };

  const check = async (): Promise<void> => {
    if (stopped) return;
    looking ??= look().finally(() => {
      looking = undefined;
    });
    await looking;
  };

  const look = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const held = occurrences.held();
    const freed = (await Promise.all(held.map(free))).filter(Boolean).length;
    if (freed > 0) options.onFreed();
    if (freed < held.length) watch();
  };

  const free = async ({ runId, scheduleId }: HeldRun): Promise<boolean> => {
    try {
      const row = schedules.get(scheduleId);
      if (!row || (await conditions.unmet(toScheduleSpec(row, hostZone))) !== undefined) return false;
      const now = clock.now();
      return await queue.bringForward(runId, now + spread.delay(scheduleId), now);
    } catch (error) {
      // It still begins when its wait is over.
      log.error(`Run ${runId}, which waits for a condition, could not be begun`, error);
      return false;
    }
  };

  return {
    /** There is a run that waits. */
    watch,
    /** A job has succeeded that some may wait for. */
    checkIfAny: (): void => {
      // Without a timer nothing waits; this is asked after every run.
      if (timer) void check();
    },
    /** Something may have changed. Resolves when all that may begin now is queued for it. */
    check,
    start: (): Promise<void> => {
      stopped = false;
      return check();
    },
    stop: async (): Promise<void> => {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

export type HeldRuns = ReturnType<typeof createHeldRuns>;
