import { type Line, linesOf } from "../model/lines.ts";
import type { JobDetail } from "../model/read-models/jobs.ts";
import type { ScheduleView } from "../model/read-models/schedules.ts";

export type ListedJob = { readonly line: Line; readonly schedules: readonly ScheduleView[] };

/** The jobs as the window lists them, in its order: in the place of a task whose schedules are scripts, these. */
export function listedJobs(jobs: readonly JobDetail[]): readonly ListedJob[] {
  const byTask = new Map(jobs.map(({ taskId, schedules }) => [taskId, schedules]));
  return linesOf({ jobs }).map((line) => {
    const { script } = line;
    const schedules = byTask.get(script?.taskId ?? line.taskId) ?? [];
    return { line, schedules: script ? schedules.filter(({ id }) => id === script.scheduleId) : schedules };
  });
}
