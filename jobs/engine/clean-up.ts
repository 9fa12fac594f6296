import type { CleanUpReport } from "../model/read-models/storage.ts";
import { ledgerKeptMs, ledgerRowsKept, type RetentionPolicy } from "../model/retention.ts";
import type { LedgerRetention } from "../store/ledger-retention.ts";
import type { LogRetention } from "../store/log-retention.ts";
import type { PastRuns } from "../store/past-runs.ts";
import type { RetentionStore, RunsToDelete } from "../store/retention.ts";
import type { Shrinker } from "../store/shrink.ts";
import type { Slices } from "./slices.ts";

export type CleanUpOptions = {
  readonly retention: RetentionStore;
  readonly ledger: LedgerRetention;
  readonly logs: LogRetention;
  readonly shrinkers: readonly Shrinker[];
  /** Of all databases, as they lie on the disk. */
  readonly bytesOnDisk: () => number;
  readonly policyOf: (taskId: string) => RetentionPolicy;
  readonly pastRuns: Pick<PastRuns, "forgetBefore">;
  /** The day of the host's zone that a time is in: "2026-11-24". */
  readonly dayOf: (at: number) => string;
  readonly slices: Slices;
  readonly now: number;
};

const weekMs = 7 * 86_400_000;

/**
 * Deletes what was kept long enough, then gives the space back. Runs go first and their log lines after them: a clean-up
 * that is killed leaves log lines of runs that are gone, and the next one finds them.
 */
export async function cleanUp(options: CleanUpOptions): Promise<CleanUpReport> {
  const restores = options.shrinkers.map((shrinker) => shrinker.useSmallCheckpoints());
  try {
    return await cleanUpInSlices(options);
  } finally {
    for (const restore of restores) restore();
  }
}

async function cleanUpInSlices(options: CleanUpOptions): Promise<CleanUpReport> {
  const { slices, shrinkers, bytesOnDisk } = options;
  const bytesBefore = bytesOnDisk();
  const runs = await deleteRuns(options);
  options.pastRuns.forgetBefore(options.dayOf(options.now - ledgerKeptMs));
  const ledgerRows = await deleteLedger(options);
  const logLines = await deleteLogs(options);
  for (const shrinker of shrinkers) {
    await slices.run((size) => (shrinker.release(size) ? "more" : "done"));
    shrinker.truncateLog();
  }
  return { runs, ledgerRows, logLines, bytesBefore, bytesAfter: bytesOnDisk(), longestSliceMs: slices.longestMs() };
}

async function deleteRuns({ retention, policyOf, slices, now, dayOf }: CleanUpOptions): Promise<number> {
  let deleted = 0;
  for (const taskId of retention.tasks())
    for (const what of runsToDelete(policyOf(taskId), now).map((each) => ({ ...each, taskId, dayOf }))) {
      let after = 0;
      await slices.run((size) => {
        const slice = retention.deleteRuns(what, after, size);
        deleted += slice.deleted;
        after = slice.next ?? after;
        return slice.next === null ? "done" : "more";
      });
    }
  return deleted;
}

/** Which runs of a task a clean-up at `now` deletes, as its policy says. */
export function runsToDelete(policy: RetentionPolicy, now: number): readonly Omit<RunsToDelete, "taskId" | "dayOf">[] {
  const usual = { endedBefore: now - policy.deleteAfterMs, keep: policy.keepRuns };
  return [
    { ...usual, state: "completed" },
    { ...usual, state: "cancelled" },
    { state: "failed", endedBefore: now - policy.deleteFailuresAfterMs, keep: policy.keepFailures },
  ];
}

async function deleteLedger({ ledger, slices, now }: CleanUpOptions): Promise<number> {
  let deleted = 0;
  for (let id = ledger.scheduleAfter(""); id !== null; id = ledger.scheduleAfter(id)) {
    const scheduleId = id;
    const surplus = ledger.surplusUpTo(scheduleId, now - weekMs, ledgerRowsKept) ?? Number.NEGATIVE_INFINITY;
    const before = Math.max(now - ledgerKeptMs, surplus + 1);
    await slices.run((size) => {
      const slice = ledger.deleteRows(scheduleId, before, size);
      deleted += slice.deleted;
      return slice.next === null ? "done" : "more";
    });
  }
  return deleted;
}

async function deleteLogs({ logs, retention, slices }: CleanUpOptions): Promise<number> {
  let deleted = 0;
  let after = 0;
  await slices.run((size) => {
    const slice = logs.deleteLogs((runSeq) => !retention.hasRun(runSeq), after, size);
    deleted += slice.deleted;
    after = slice.next ?? after;
    return slice.next === null ? "done" : "more";
  });
  return deleted;
}
