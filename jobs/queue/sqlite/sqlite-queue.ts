import type { StoredError } from "../../model/errors.ts";
import type { NewRun, Run } from "../../model/run.ts";
import type { Database } from "../../store/database.ts";
import { createOccurrenceStore } from "../../store/occurrences.ts";
import { createScheduleStore } from "../../store/schedules.ts";
import type { ClaimOptions, Ending, Plan, Queue } from "../queue.ts";
import { prepareStatements } from "./statements.ts";

const interrupted: StoredError = {
  code: "INTERRUPTED",
  message: "The host stopped while this run was active (crash, kill or power loss).",
};

/** The queue in `jobdeck.db`. better-sqlite3 is synchronous: a promise of this queue is settled when its commit is on disk. */
export function createSqliteQueue(database: Database): Queue {
  const sql = prepareStatements(database);
  const occurrences = createOccurrenceStore(database);
  const schedules = createScheduleStore(database);

  const insert = (run: NewRun, now: number): Run => sql.insert(run, now);

  const enqueue = database.transaction((runs: readonly NewRun[], now: number) => runs.map((run) => insert(run, now)));

  const enqueuePlan = database.transaction((plan: Plan, now: number): readonly Run[] => {
    const runs: Run[] = [];
    for (const { occurrence, run } of plan.slots)
      if (occurrences.insert(occurrence, now) && run) runs.push(insert(run, now));
    schedules.setPlannedUntil(plan.scheduleId, plan.plannedUntil);
    return runs;
  });

  const claim = database.transaction(({ limit, capacity, now }: ClaimOptions): readonly Run[] => {
    sql.promoteDue(now);
    const candidates = [...capacity].flatMap(([taskId, free]) => sql.readyOf(taskId, Math.min(free, limit)));
    candidates.sort((a, b) => b.priority - a.priority || a.dueAt - b.dueAt || a.seq - b.seq);
    return candidates.slice(0, limit).flatMap((candidate) => {
      const run = sql.activate(candidate.seq, now);
      if (!run) return [];
      sql.beginAttempt(run, now);
      if (run.scheduleId) occurrences.markStarted(run.id, now);
      return [run];
    });
  });

  const end = database.transaction((runId: string, ending: Ending, now: number): Run | undefined => {
    const run = sql.end(runId, ending, now);
    if (run) sql.endAttempt(run, ending.state === "completed" ? null : ending.error, now);
    return run;
  });

  const cancelWaiting = database.transaction((runId: string, error: StoredError, now: number): Run | undefined => {
    const run = sql.cancelWaiting(runId, error, now);
    if (run) occurrences.markNotRun(run.id, "skipped", "cancelled", now);
    return run;
  });

  const recover = database.transaction((now: number): readonly Run[] =>
    sql.active().flatMap((run) => {
      const spent = run.attempts >= run.maxAttempts;
      const ending: Ending = spent
        ? { state: "failed", error: interrupted }
        : { state: "retry", error: interrupted, dueAt: now, refund: false };
      return end(run.id, ending, now) ?? [];
    }),
  );

  return {
    enqueue: async (runs, now) => enqueue.immediate(runs, now),
    enqueuePlan: async (plan, now) => enqueuePlan.immediate(plan, now),
    claim: async (options) => (sql.hasWaiting(options.now) ? claim.immediate(options) : []),
    end: async (runId, ending, now) => end.immediate(runId, ending, now),
    cancelWaiting: async (runId, error, now) => cancelWaiting.immediate(runId, error, now),
    nextDueAt: async () => sql.nextDueAt(),
    openRuns: async (scheduleId) => sql.openOf(scheduleId),
    recover: async (now) => recover.immediate(now),
  };
}
