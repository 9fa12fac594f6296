import { isFree } from "../model/free-tasks.ts";
import type { ScriptSummary } from "../model/read-models/jobs.ts";
import type { RunSummary } from "../model/read-models/runs.ts";
import type { Run } from "../model/run.ts";
import { isFinal } from "../model/run-state.ts";
import { scriptFacts } from "../model/schedule-facts.ts";
import type { ScheduleRunReader } from "../store/schedule-runs.ts";
import type { ScheduleRow } from "../store/schedules.ts";
import type { NotifyWishes } from "./notify-wishes.ts";
import { healthOf, usualDuration } from "./run-views.ts";
import type { ScheduleOutline } from "./schedule-views.ts";

/** As many as the sparkline shows. */
const shownRuns = 20;

/** One of the user's own schedules of a command, say: a job of its own to its user. */
export function isScript({ task_id: taskId, origin }: Pick<ScheduleRow, "task_id" | "origin">): boolean {
  return origin === "user" && isFree(taskId);
}

export type ScriptsOptions = {
  readonly runs: ScheduleRunReader;
  readonly summaryOf: (run: Run) => RunSummary;
  readonly notify: Pick<NotifyWishes, "of">;
  readonly breathe: () => Promise<void>;
};

/**
 * The user's own schedules of a task whose payload says what is done, such as a command: each is a job to its user, with a
 * health and a history of its own. None for any other task.
 */
export function createScripts({ runs, summaryOf, notify, breathe }: ScriptsOptions) {
  const scriptOf = (outline: ScheduleOutline, paused: boolean): ScriptSummary => {
    const known = runs.list(outline.id, shownRuns);
    const ended = known.filter(({ state }) => isFinal(state));
    const active = known.filter(({ state }) => state === "active").map(summaryOf);
    const last = ended[0] ? summaryOf(ended[0]) : null;
    return {
      scheduleId: outline.id,
      ...scriptFacts(outline),
      notify: notify.of(outline.id),
      health: healthOf({ paused: paused || outline.paused, active, last }),
      nextAt: paused ? null : outline.nextAt,
      ...{ last, active },
      queued: known.filter(({ state }) => state === "created" || state === "retry").length,
      recent: ended
        .map(summaryOf)
        .map(({ id, status, outcome, durationMs }) => ({ id, status, outcome, durationMs: durationMs ?? 0 }))
        .reverse(),
      usualMs: usualDuration(ended),
    };
  };

  return async (taskId: string, outlines: readonly ScheduleOutline[], paused: boolean): Promise<ScriptSummary[]> => {
    if (!isFree(taskId)) return [];
    const scripts: ScriptSummary[] = [];
    for (const outline of outlines) {
      if (!outline.own) continue;
      scripts.push(scriptOf(outline, paused));
      await breathe();
    }
    return scripts;
  };
}
