import type { Clock } from "../model/clock.ts";
import { JobdeckError } from "../model/errors.ts";
import { dueTimes } from "../schedule/scheduled-times.ts";
import type { ScheduleRow, ScheduleStore } from "../store/schedules.ts";
import type { EngineState } from "./engine-state.ts";
import type { HolidayLists } from "./holiday-lists.ts";
import type { KnownTask } from "./known-task.ts";
import { quietUntil } from "./quiet-until.ts";
import { type ScheduleSpec, toScheduleSpec, withHolidays } from "./schedule-spec.ts";

export type JobTimesOptions = {
  readonly schedules: Pick<ScheduleStore, "byTask">;
  readonly holidays: Pick<HolidayLists, "get">;
  readonly tasks: ReadonlyMap<string, KnownTask>;
  readonly state: Pick<EngineState, "startsNothing" | "isPaused" | "pausedUntil">;
  readonly clock: Clock;
  readonly hostZone: string;
  /** Called after every small piece of work: lets everything else go on when that is due. */
  readonly breathe: () => Promise<void>;
};

/** Whose times: of all schedules of a task, or of one only; at most so many. */
export type JobTimesOf = {
  readonly taskId: string;
  readonly scheduleId?: string | undefined;
  readonly count: number;
};

export type JobTime = { readonly at: number; readonly zone: string; readonly scheduleId: string };

/** A calendar that leaves out everything must not search for ever. */
const mostLeftOut = 2_000;

/**
 * When a job is going to run next, earliest first: after the pause of all jobs, where there is one that ends by itself; nothing
 * while it is paused or waits for something. In pieces, so that the host never waits.
 */
export function createJobTimes({ tasks, schedules, holidays, state, clock, hostZone, breathe }: JobTimesOptions) {
  /** None when it cannot be understood: the schedule itself says why. */
  const specOf = (row: ScheduleRow): ScheduleSpec | undefined => {
    try {
      return withHolidays(toScheduleSpec(row, hostZone), holidays);
    } catch (error) {
      if (error instanceof JobdeckError) return undefined;
      throw error;
    }
  };

  const timesOf = async (spec: ScheduleSpec, count: number): Promise<JobTime[]> => {
    const found: JobTime[] = [];
    if (spec.pausedAt !== null && spec.pausedUntil === null) return found;
    const now = clock.now();
    let looked = 0;
    for (const { at, runs } of dueTimes(spec, now, quietUntil({ spec, state, now }))) {
      if (runs) found.push({ at, zone: spec.zone, scheduleId: spec.id });
      looked += 1;
      if (found.length >= count || looked >= mostLeftOut) break;
      await breathe();
    }
    return found;
  };

  return async ({ taskId, scheduleId, count }: JobTimesOf): Promise<JobTime[]> => {
    const task = tasks.get(taskId);
    const isOpenEnded = state.isPaused() && state.pausedUntil() === null;
    if (!task || isOpenEnded || state.startsNothing(task)) return [];
    const times: JobTime[] = [];
    for (const row of schedules.byTask(taskId)) {
      const spec = scheduleId === undefined || row.id === scheduleId ? specOf(row) : undefined;
      if (spec) times.push(...(await timesOf(spec, count)));
      await breathe();
    }
    return times.sort((left, right) => left.at - right.at).slice(0, count);
  };
}
