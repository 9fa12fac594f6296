import type { Run } from "../model/run.ts";
import { isFinal } from "../model/run-state.ts";

/** A run under the names that pg-boss and the task SDK know it by. Times are ISO 8601 in UTC. */
export function jobStatus(run: Run) {
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    id: run.id,
    status: run.state,
    taskId: run.taskId,
    data: run.payload,
    output: run.output,
    error: run.error,
    createdOn: iso(run.createdAt),
    startedOn: iso(run.startedAt),
    completedOn: isFinal(run.state) ? iso(run.finishedAt) : null,
    retryCount: Math.max(0, run.attempts - 1),
    priority: run.priority,
    tags: run.tags,
  };
}
