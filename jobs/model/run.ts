import type { StoredError } from "./errors.ts";
import type { RunOutcome, RunTrigger } from "./read-models.ts";
import type { RunState } from "./run-state.ts";

/** A run as the store keeps it. Times are UTC milliseconds. */
export type Run = {
  /** Grows with every run: the order of creation and the key of the log. */
  readonly seq: number;
  readonly id: string;
  readonly taskId: string;
  readonly state: RunState;
  readonly outcome: RunOutcome | null;
  readonly priority: number;
  readonly trigger: RunTrigger;
  readonly scheduleId: string | null;
  readonly scheduledAt: number | null;
  readonly payload: unknown;
  readonly output: unknown;
  readonly error: StoredError | null;
  readonly summary: string | null;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly createdAt: number;
  readonly dueAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly retryOf: string | null;
  readonly demo: boolean;
};

/** What is needed to queue a run. */
export type NewRun = {
  readonly id: string;
  readonly taskId: string;
  readonly payload: unknown;
  readonly trigger: RunTrigger;
  readonly priority: number;
  readonly maxAttempts: number;
  readonly dueAt: number;
  readonly scheduleId: string | null;
  readonly scheduledAt: number | null;
  readonly retryOf: string | null;
  readonly demo: boolean;
};
