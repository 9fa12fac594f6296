import { z } from "zod";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * How long what a task leaves behind is kept. A run that has ended is archived after a while (shown as such, and left out
 * of lists that ask for it) and deleted later, with its tries, its log and its output. A run that waits or is active is
 * never touched, and the newest run of each way of ending always stays: a job that runs once a month still says how it
 * last went.
 */
export type RetentionPolicy = {
  /** After the end of a run; default 24 hours. */
  readonly archiveAfterMs: number;
  /** After the end of a run that completed or was cancelled; default 7 days. */
  readonly deleteAfterMs: number;
  /** After the end of a run that failed; default 30 days, and never less than `deleteAfterMs`. */
  readonly deleteFailuresAfterMs: number;
  /** At most so many completed runs, and as many cancelled ones, however young; null (default): no limit by number. */
  readonly keepRuns: number | null;
  /** At most so many failed runs; default: as `keepRuns`. */
  readonly keepFailures: number | null;
};

export const defaultRetention: RetentionPolicy = {
  archiveAfterMs: dayMs,
  deleteAfterMs: 7 * dayMs,
  deleteFailuresAfterMs: 30 * dayMs,
  keepRuns: null,
  keepFailures: null,
};

const period = z
  .number()
  .int()
  .min(0)
  .max(100 * 366 * dayMs);
const number = z.number().int().min(1).max(10_000_000).nullable();

/** What a user may set instead of what a task asks for; what is left out stays. */
export const retentionWishSchema = z.strictObject({
  archiveAfterMs: period.exactOptional(),
  deleteAfterMs: period.exactOptional(),
  deleteFailuresAfterMs: period.exactOptional(),
  keepRuns: number.exactOptional(),
  keepFailures: number.exactOptional(),
});

/** Whether a run that ended then is archived by now; one that has not ended (null) never is. */
export function isArchived(finishedAt: number | null, policy: RetentionPolicy, now: number): boolean {
  return finishedAt !== null && finishedAt + policy.archiveAfterMs <= now;
}

/** Rows of the ledger are kept this long after they were decided, longer than the runs that they led to. */
export const ledgerKeptMs = 90 * dayMs;

/** Of a schedule that fires often, at most so many rows are kept once they are older than any run of a week. */
export const ledgerRowsKept = 100_000;

/** A policy with every default filled in; failures are kept at least as long as the rest. */
export function retentionPolicy(wish: Partial<RetentionPolicy> = {}): RetentionPolicy {
  const deleteAfterMs = wish.deleteAfterMs ?? defaultRetention.deleteAfterMs;
  const keepRuns = wish.keepRuns ?? null;
  const keepFailures = wish.keepFailures ?? keepRuns;
  return {
    archiveAfterMs: Math.min(wish.archiveAfterMs ?? defaultRetention.archiveAfterMs, deleteAfterMs),
    deleteAfterMs,
    deleteFailuresAfterMs: Math.max(
      wish.deleteFailuresAfterMs ?? defaultRetention.deleteFailuresAfterMs,
      deleteAfterMs,
    ),
    keepRuns,
    keepFailures: keepRuns === null || keepFailures === null ? keepFailures : Math.max(keepFailures, keepRuns),
  };
}

/** Why a policy cannot be, or undefined when it can. */
export function retentionProblem(wish: Partial<RetentionPolicy>): string | undefined {
  for (const [name, value] of Object.entries(wish)) {
    if (value === null || value === undefined) continue;
    const least = name.startsWith("keep") ? 1 : 0;
    if (!Number.isSafeInteger(value) || value < least)
      return `retention.${name} is ${value}; it must be a whole number of at least ${least}.`;
  }
  return undefined;
}
