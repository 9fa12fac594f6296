import type { StoredError } from "../model/errors.ts";
import type { RunOutcome } from "../model/read-models/runs.ts";
import type { NewRun, Run } from "../model/run.ts";
import type { NewOccurrence } from "../store/occurrences.ts";

/** What the planner decided for a schedule: its ledger rows, each with the run that it leads to. */
export type Plan = {
  readonly scheduleId: string;
  /** Every due time up to here is decided by this plan or was before. */
  readonly plannedUntil: number;
  /** How many due times it decides. */
  readonly times: number;
  readonly slots: readonly { readonly occurrence: NewOccurrence; readonly run: NewRun | null }[];
};

export type ClaimOptions = {
  /** At most so many runs. */
  readonly limit: number;
  /** How many more runs each task may have; a task that is not in it is not claimed. */
  readonly capacity: ReadonlyMap<string, number>;
  /** Runs of a task with the same concurrency key that may be active at once; default 1. */
  readonly perKey?: ReadonlyMap<string, number>;
  readonly now: number;
};

/** How a try ended. */
export type Ending =
  | {
      readonly state: "completed";
      readonly outcome: RunOutcome;
      readonly output: unknown;
      readonly summary: string | null;
    }
  | { readonly state: "failed" | "cancelled"; readonly error: StoredError; readonly output?: unknown }
  | {
      readonly state: "retry";
      readonly error: StoredError;
      readonly dueAt: number;
      /** True when the try does not count, because the host ended it and not the task. */
      readonly refund: boolean;
    };

/**
 * Where runs wait and are kept. One implementation per backend, one suite of contract tests for all.
 *
 * Every promise resolves only when what it says is on disk. A move that the state machine does not allow changes
 * nothing and says so.
 */
export type Queue = {
  readonly enqueue: (runs: readonly NewRun[], now: number) => Promise<readonly Run[]>;
  /** In one transaction; a due time that already has its ledger row is left out together with its run. */
  readonly enqueuePlan: (plan: Plan, now: number) => Promise<readonly Run[]>;
  /** Like `enqueuePlan`, for due times that have their rows and were skipped because of a pause; others are left out. */
  readonly catchUp: (slots: Plan["slots"], now: number) => Promise<readonly Run[]>;
  /**
   * Moves runs to `active`, by priority, then time due, then age, and counts the try.
   *
   * @param options asked for when the claim is made, after the ends that were told before it: their places are free by then
   */
  readonly claim: (options: () => ClaimOptions) => Promise<readonly Run[]>;
  /** False when the run was not active. */
  readonly end: (runId: string, ending: Ending, now: number) => Promise<boolean>;
  /** Cancels a run that waits. */
  readonly cancelWaiting: (runId: string, error: StoredError, now: number) => Promise<Run | undefined>;
  /** A run that has not begun and waits for a later time waits until `dueAt`, and expires no more. False when there is none. */
  readonly bringForward: (runId: string, dueAt: number, now: number) => Promise<boolean>;
  /** When the next run that waits for a time is due; null when none waits. */
  readonly nextDueAt: () => Promise<number | null>;
  /** Runs of this schedule that wait or are active. */
  readonly openRuns: (scheduleId: string) => Promise<readonly Run[]>;
  /**
   * After a crash: every run that was active lost its try. It goes to `retry`, or to `failed` with code INTERRUPTED when
   * its tries are spent. To be called before the first claim.
   */
  readonly recover: (now: number) => Promise<readonly Run[]>;
};
