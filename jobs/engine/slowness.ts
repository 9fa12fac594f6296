import type { Slowness } from "../model/read-models/jobs.ts";
import type { EndedRun } from "../store/runs.ts";
import { durationOf, usualDuration } from "./run-views.ts";
import type { ScheduleOutline } from "./schedule-views.ts";

export type SlownessFacts = {
  readonly schedules: readonly Pick<ScheduleOutline, "id" | "next">[];
  /** The last ended runs, newest first. */
  readonly recent: readonly EndedRun[];
  readonly active: readonly { readonly id: string; readonly startedAt: number | null }[];
  readonly now: number;
};

/** Fewer earlier runs say nothing about what is usual. */
const leastRuns = 5;
/** No two times of a schedule are nearer to each other. */
const leastGapMs = 1_000;
/** Clearly longer: so many times as long as nine of ten runs, and by more than a moment. */
const times = 2;
const byMs = 1_000;

/** Whether a job takes longer than the time between its own times, or a run clearly longer than those before it. Pure. */
export function slownessOf({ schedules, recent, active, now }: SlownessFacts): Slowness[] {
  const usual = usualDuration(recent)?.p50;
  const tooLong =
    usual === undefined || usual < leastGapMs
      ? []
      : schedules.flatMap(({ id, next }): Slowness[] => {
          const everyMs = shortestGap(next());
          return everyMs !== null && usual > everyMs
            ? [{ kind: "interval", takesMs: usual, thanMs: everyMs, scheduleId: id, runId: null }]
            : [];
        });
  return [
    ...tooLong,
    ...active.flatMap((run) => longRun(run.id, now - (run.startedAt ?? now), recent)),
    ...lastRun(recent),
  ];
}

function lastRun([last, ...earlier]: readonly EndedRun[]): Slowness[] {
  return last?.state === "completed" ? longRun(last.id, durationOf(last) ?? 0, earlier) : [];
}

function longRun(runId: string, takesMs: number, earlier: readonly EndedRun[]): Slowness[] {
  const thanMs = earlier.length < leastRuns ? undefined : usualDuration(earlier)?.p90;
  if (thanMs === undefined || takesMs <= Math.max(times * thanMs, thanMs + byMs)) return [];
  return [{ kind: "history", takesMs, thanMs, scheduleId: null, runId }];
}

function shortestGap(next: readonly number[]): number | null {
  const gaps = next.slice(1).map((at, index) => at - (next[index] ?? at));
  return gaps.length === 0 ? null : Math.min(...gaps);
}
