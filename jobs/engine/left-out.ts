import type { Run } from "../model/run.ts";
import { calendarReason } from "../schedule/calendar.ts";
import type { ScheduleSpec } from "./schedule-spec.ts";

export type DueTime = {
  readonly at: number;
  /** Its place among the times that are planned together. */
  readonly index: number;
  readonly paused: { readonly engine: boolean; readonly task: boolean };
};

/** Why a schedule leaves out a due time whatever else is going on; undefined when it does not. Pure. */
export function leftOutReason(spec: ScheduleSpec, { at, index, paused }: DueTime): string | undefined {
  if (paused.engine) return "engine-paused";
  if (paused.task || isPausedAt(spec, at)) return "paused";
  if (spec.skipUntil !== null && at <= spec.skipUntil) return "skip-next";
  if ((spec.times + index) % spec.policies.everyNth !== 0) return "every-nth";
  return calendarReason(at, spec);
}

function isPausedAt({ pausedAt, pausedUntil }: ScheduleSpec, at: number): boolean {
  return pausedAt !== null && (pausedUntil === null || at < pausedUntil);
}

/** Whether a further run of this schedule must not be queued beside these, which wait or are active. */
export function overlaps({ policies }: ScheduleSpec, open: readonly Pick<Run, "state">[]): boolean {
  if (policies.overlap === "skip") return open.length > 0;
  return policies.overlap === "queue-one" && open.some((run) => run.state !== "active");
}
