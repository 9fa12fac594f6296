import { mostTimelineRuns, type TimelineJob } from "../model/timeline.ts";
import type { RunReader } from "../store/runs.ts";
import type { ScheduleRunReader } from "../store/schedule-runs.ts";
import type { ScheduleRow, ScheduleStore } from "../store/schedules.ts";
import type { ScriptTimelineReader } from "../store/script-timeline.ts";
import type { TimelineReader, TimelineRow } from "../store/timeline.ts";
import { usualDuration } from "./run-views.ts";
import { isScript } from "./scripts.ts";

/** Runs by their numbers: from the first on, and before the last. */
export type LaneRange = { readonly from: number; readonly before: number };

/** What has a lane of its own: a job, or one of the user's scripts. Nothing here takes more than a few milliseconds. */
export type LaneSource = {
  /** Of a script the id of its schedule. */
  readonly id: string;
  readonly schedules: readonly ScheduleRow[];
  readonly usualMs: () => TimelineJob["usualMs"];
  readonly countUpTo: (range: LaneRange, limit: number) => number;
  /** The numbers of its runs, or of those that ended so; ascending, at most `limit`. */
  readonly numbers: (range: LaneRange, of: "runs" | "failed" | "cancelled", limit: number) => readonly number[];
  /** Those that have begun and are not active, in the order in which they were made; of very many the newest. */
  readonly started: (range: LaneRange) => Promise<readonly TimelineRow[]>;
  readonly active: () => readonly TimelineRow[];
};

export type LanesOptions = {
  readonly reader: TimelineReader;
  readonly scripts: ScriptTimelineReader;
  readonly runs: Pick<RunReader, "recent">;
  readonly scheduleRuns: Pick<ScheduleRunReader, "list">;
  readonly schedules: Pick<ScheduleStore, "byTask" | "get">;
  readonly breathe: () => Promise<void>;
};

const usualRuns = 50;
/** Numbers of runs that are looked through at once. */
const readAtOnce = 2_000;

/** The lanes of a task: one, or one of each script and one of what no script made. */
export function createLanes(options: LanesOptions) {
  const { reader, scripts, runs, scheduleRuns, schedules, breathe } = options;

  const taskLane = (taskId: string, rows: readonly ScheduleRow[]): LaneSource => ({
    id: taskId,
    schedules: rows,
    usualMs: () => usualDuration(runs.recent(taskId, usualRuns)),
    countUpTo: (range, limit) => reader.countUpTo({ ...range, taskId }, limit),
    numbers: (range, of, limit) => reader.numbers({ ...range, taskId }, of, limit),
    started: async (range) => reader.started({ ...range, taskId }),
    active: () => reader.active(taskId, mostTimelineRuns),
  });

  const scriptLane = (row: ScheduleRow): LaneSource => ({
    id: row.id,
    schedules: [row],
    usualMs: () => usualDuration(scheduleRuns.list(row.id, usualRuns)),
    countUpTo: (range, limit) => scripts.countUpTo({ ...range, scheduleId: row.id }, limit),
    numbers: (range, of, limit) => scripts.numbers({ ...range, scheduleId: row.id }, of, limit),
    started: async (range) => scripts.started({ ...range, scheduleId: row.id }),
    active: () => scripts.active(row.id, mostTimelineRuns),
  });

  /** No index leads to the runs that no script made: they are looked for among all, the newest first, piece by piece. */
  const restLane = (taskId: string, rows: readonly ScheduleRow[], own: readonly ScheduleRow[]): LaneSource => {
    const ids = new Set(own.map(({ id }) => id));
    const isRest = ({ schedule_id: scheduleId }: TimelineRow) => scheduleId === null || !ids.has(scheduleId);
    const started = async ({ from, before }: LaneRange) => {
      const found: TimelineRow[] = [];
      for (let end = before; end > from && found.length < mostTimelineRuns; end -= readAtOnce) {
        const piece = reader.started({ taskId, from: Math.max(from, end - readAtOnce), before: end });
        found.push(...piece.filter(isRest).toReversed());
        await breathe();
      }
      return found.slice(0, mostTimelineRuns).toReversed();
    };
    return {
      id: taskId,
      schedules: rows.filter(({ id }) => !ids.has(id)),
      ...{ usualMs: () => null, countUpTo: () => 0, numbers: () => [], started },
      active: () => reader.active(taskId, mostTimelineRuns).filter(isRest),
    };
  };

  return (taskId: string): readonly LaneSource[] => {
    const rows = schedules.byTask(taskId);
    const own = rows.filter(isScript);
    if (own.length === 0) return [taskLane(taskId, rows)];
    return [...own.map(scriptLane), restLane(taskId, rows, own)];
  };
}
