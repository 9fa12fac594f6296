import type { StoredError } from "../../model/errors.ts";
import type { NewRun, Run } from "../../model/run.ts";
import type { Database } from "../../store/database.ts";
import { createIdempotencyStore } from "../../store/idempotency.ts";
import { createOccurrenceStore } from "../../store/occurrences.ts";
import { createScheduleStore } from "../../store/schedules.ts";
import type { Ending, Plan, Queue } from "../queue.ts";
import { prepareAlike } from "./alike.ts";
import { createClaim } from "./claim.ts";
import { createClaimedRuns } from "./claimed-runs.ts";
import { createGroupCommit } from "./group-commit.ts";
import { createRunCounts } from "./run-counts.ts";
import { prepareStatements } from "./statements.ts";

const interrupted: StoredError = {
  code: "INTERRUPTED",
  message: "The host stopped while this run was active (crash, kill or power loss).",
};

/**
 * The queue in `jobdeck.db`. What is asked for in one turn of the event loop is one transaction: the ends of some runs and
 * the claim of the next, or the runs of many callers.
 */
export function createSqliteQueue(database: Database): Queue {
  const counts = createRunCounts(database);
  const sql = prepareStatements(database, counts);
  const alike = prepareAlike(database, counts);
  const occurrences = createOccurrenceStore(database);
  const schedules = createScheduleStore(database);
  const idempotency = createIdempotencyStore(database);
  const claimed = createClaimedRuns(alike);
  const { submit, submitAlike } = createGroupCommit(database, {
    begin: counts.begin,
    finish: counts.write,
    together: claimed.complete,
  });

  const insert = (run: NewRun, now: number): Run => {
    const { idempotency: wish } = run;
    if (!wish) return sql.insert(run, now);
    const first = idempotency.find(run.taskId, wish.key, now);
    const known = first === undefined ? undefined : sql.get(first);
    if (known) return known;
    idempotency.set({ taskId: run.taskId, key: wish.key, runId: run.id, expiresAt: wish.expiresAt }, now);
    return sql.insert(run, now);
  };

  const enqueuePlan = (plan: Plan, now: number): readonly Run[] => {
    const runs: Run[] = [];
    for (const { occurrence, run } of plan.slots)
      if (occurrences.insert(occurrence, now) && run) runs.push(insert(run, now));
    schedules.setPlannedUntil(plan.scheduleId, plan.plannedUntil, plan.times);
    return runs;
  };

  const catchUp = (slots: Plan["slots"], now: number): readonly Run[] =>
    slots.flatMap(({ occurrence, run }) => (run && occurrences.reopen(occurrence, now) ? [insert(run, now)] : []));

  const end = (runId: string, ending: Ending, now: number): boolean => {
    const row = sql.end(runId, ending, now);
    if (!row) return false;
    const refunded = ending.state === "retry" && ending.refund ? 1 : 0;
    if (ending.state !== "completed") sql.addAttempt(row, row.attempts + refunded, ending.error, now);
    if (row.concurrency_key !== null) sql.unpark(row.task_id, row.concurrency_key);
    return true;
  };

  const cancelWaiting = (runId: string, error: StoredError, now: number): Run | undefined => {
    const row = sql.cancelWaiting(runId, error, now);
    if (!row) return undefined;
    occurrences.markNotRun(runId, "skipped", error.code === "EXPIRED" ? "expired" : "cancelled", now);
    return sql.get(runId);
  };

  const recover = (now: number): readonly Run[] => {
    sql.unparkAll();
    return sql.active().flatMap((run) => {
      const spent = run.attempts >= run.maxAttempts;
      const ending: Ending = spent
        ? { state: "failed", error: interrupted }
        : { state: "retry", error: interrupted, dueAt: now, refund: false };
      return end(run.id, ending, now) ? (sql.get(run.id) ?? []) : [];
    });
  };

  const claim = createClaim({ sql, alike, occurrences, cancelWaiting });

  const endOrJoin = (runId: string, ending: Ending, now: number): Promise<boolean> => {
    const seq = claimed.take(runId);
    const change = () => end(runId, ending, now);
    return seq !== undefined && ending.state === "completed"
      ? submitAlike(change, { seq, ending, now })
      : submit(change);
  };

  return {
    enqueue: (runs, now) => submit(() => runs.map((run) => insert(run, now))),
    enqueuePlan: (plan, now) => submit(() => enqueuePlan(plan, now)),
    catchUp: (slots, now) => submit(() => catchUp(slots, now)),
    claim: async (options) => {
      const runs = await submit(() => claim(options()));
      for (const run of runs) claimed.add(run);
      return runs;
    },
    end: endOrJoin,
    cancelWaiting: (runId, error, now) => submit(() => cancelWaiting(runId, error, now)),
    bringForward: (runId, dueAt, now) => submit(() => sql.bringForward(runId, dueAt, now)),
    nextDueAt: async () => sql.nextDueAt(),
    openRuns: async (scheduleId) => sql.openOf(scheduleId),
    recover: (now) => submit(() => recover(now)),
  };
}
