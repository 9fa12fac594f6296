import type { StoredError } from "./errors.ts";
import type { RunOutcome, RunTrigger } from "./read-models/runs.ts";
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
  /** Of the runs of a task with one key, only some are active at once. */
  readonly concurrencyKey: string | null;
  /** A run that has not begun by then is cancelled. */
  readonly expiresAt: number | null;
  /** The run that triggered it. */
  readonly parentId: string | null;
  readonly tags: readonly string[];
  readonly demo: boolean;
};

/** A run without what may be large. */
export type RunBrief = Omit<Run, "payload" | "output">;

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
  readonly concurrencyKey?: string;
  readonly expiresAt?: number;
  readonly parentId?: string;
  readonly tags?: readonly string[];
  /** The same key for the same task gives the run that it gave first, until `expiresAt`. */
  readonly idempotency?: { readonly key: string; readonly expiresAt: number };
};
