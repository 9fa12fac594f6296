import type { StoredError } from "./errors.ts";
import { isFinal, type RunState } from "./run-state.ts";

type KnownRun = {
  readonly id: string;
  readonly taskId: string;
  readonly status: RunState;
  readonly payload?: unknown;
  readonly output?: unknown;
  readonly error: StoredError | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly attempts: number;
};

/** A run under the names that the task SDK and pg-boss have for it. Times are ISO 8601 in UTC. */
export type JobStatus = {
  readonly id: string;
  readonly status: RunState;
  readonly taskId: string;
  readonly data: unknown;
  readonly output: unknown;
  readonly error: StoredError | null;
  readonly createdOn: string;
  readonly startedOn: string | null;
  readonly completedOn: string | null;
  readonly retryCount: number;
};

/** Pure. */
export function jobStatus(run: KnownRun): JobStatus {
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    ...{ id: run.id, status: run.status, taskId: run.taskId },
    ...{ data: run.payload ?? null, output: run.output ?? null, error: run.error },
    createdOn: new Date(run.createdAt).toISOString(),
    startedOn: iso(run.startedAt),
    completedOn: isFinal(run.status) ? iso(run.finishedAt) : null,
    retryCount: Math.max(0, run.attempts - 1),
  };
}
