import { isFree } from "../model/free-tasks.ts";

/** A job as `jobdeck list` names it: a task by its id, or a script, which is a schedule of one, by the schedule's. */
export type JobId = { readonly taskId: string; readonly scheduleId: string | undefined };

export function parseJobId(id: string): JobId {
  const [taskId = ""] = id.split(":", 1);
  return taskId !== id && isFree(taskId) ? { taskId, scheduleId: id } : { taskId: id, scheduleId: undefined };
}
