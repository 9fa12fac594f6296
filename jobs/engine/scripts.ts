import { isFree } from "../model/free-tasks.ts";
import type { RunSummary, ScheduleView, ScriptSummary } from "../model/read-models.ts";
import type { Run } from "../model/run.ts";
import { isFinal } from "../model/run-state.ts";
import { scriptFacts } from "../model/schedule-facts.ts";
import type { ScheduleRunReader } from "../store/schedule-runs.ts";
import type { ScheduleRow } from "../store/schedules.ts";
import type { NotifyWishes } from "./notify-wishes.ts";
import { healthOf, usualDuration } from "./run-views.ts";

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
  const scriptOf = (view: ScheduleView, paused: boolean): ScriptSummary => {
    const known = runs.list(view.id, shownRuns);
    const ended = known.filter(({ state }) => isFinal(state));
    const active = known.filter(({ state }) => state === "active").map(summaryOf);
    const last = ended[0] ? summaryOf(ended[0]) : null;
    return {
      scheduleId: view.id,
      ...scriptFacts(view),
      notify: notify.of(view.id),
      health: healthOf({ paused: paused || view.paused, active, last }),
      nextAt: paused ? null : (view.next[0] ?? null),
      ...{ last, active },
      queued: known.filter(({ state }) => state === "created" || state === "retry").length,
      recent: ended
        .map(summaryOf)
        .map(({ id, status, outcome, durationMs }) => ({ id, status, outcome, durationMs: durationMs ?? 0 }))
        .reverse(),
      usualMs: usualDuration(ended),
    };
  };

  return async (taskId: string, views: readonly ScheduleView[], paused: boolean): Promise<ScriptSummary[]> => {
    if (!isFree(taskId)) return [];
    const scripts: ScriptSummary[] = [];
    for (const view of views) {
      if (!view.own) continue;
      scripts.push(scriptOf(view, paused));
      await breathe();
    }
    return scripts;
  };
}
