import type { StoredError } from "../../model/errors.ts";
import type { Run } from "../../model/run.ts";
import type { OccurrenceStore } from "../../store/occurrences.ts";
import type { ClaimOptions } from "../queue.ts";
import type { Alike } from "./alike.ts";
import type { Candidate, prepareStatements } from "./statements.ts";

const expired: StoredError = {
  code: "EXPIRED",
  message: "It had not begun by the time after which it was not wanted.",
};

export type ClaimParts = {
  readonly alike: Alike;
  readonly sql: ReturnType<typeof prepareStatements>;
  readonly occurrences: OccurrenceStore;
  readonly cancelWaiting: (runId: string, error: StoredError, now: number) => Run | undefined;
};

/** Moves the best of what is due to `active`. What must wait for its key, or has expired, makes place for the next. */
export function createClaim({ sql, alike, occurrences, cancelWaiting }: ClaimParts) {
  return ({ limit, capacity, perKey, now }: ClaimOptions): readonly Run[] => {
    sql.promoteDue(now);
    const free = new Map(capacity);
    const claimed: Run[] = [];

    const take = ({ seq }: Candidate): "taken" | "set-aside" => {
      const row = sql.row(seq);
      if (!row) throw new Error(`Run ${seq} is in the index of what waits, and not in the table`);
      if (row.expires_at !== null && row.expires_at <= now) {
        cancelWaiting(row.id, expired, now);
        return "set-aside";
      }
      const key = row.concurrency_key;
      if (key !== null && sql.activeOfKey(row.task_id, key) >= (perKey?.get(row.task_id) ?? 1)) {
        sql.park(row.seq);
        return "set-aside";
      }
      const run = sql.activate(row, now);
      return run ? begun(run) : "set-aside";
    };
    const begun = (run: Run): "taken" => {
      if (run.scheduleId !== null) occurrences.markStarted(run.id, now);
      claimed.push(run);
      free.set(run.taskId, (free.get(run.taskId) ?? 0) - 1);
      return "taken";
    };

    for (;;) {
      const wanted = limit - claimed.length;
      const best = bestOf(sql, free, wanted);
      const begunAlike = best.length > 1 ? alike.activate(seqsOf(best), now) : none;
      const setAside = best.filter((candidate) => {
        const run = begunAlike.get(candidate.seq);
        return (run ? begun(run) : take(candidate)) === "set-aside";
      });
      if (setAside.length === 0) return claimed;
    }
  };
}

const none: ReadonlyMap<number, Run> = new Map();

function seqsOf(candidates: readonly Candidate[]): readonly number[] {
  return candidates.map(({ seq }) => seq);
}

/** For so many tasks it is cheaper to look at each of them than to ask which have something to claim. */
const fewTasks = 4;

/** The first `wanted` rows by priority, time due and age, as far as their tasks have places. */
function bestOf(sql: ClaimParts["sql"], free: ReadonlyMap<string, number>, wanted: number): readonly Candidate[] {
  if (wanted <= 0) return [];
  const rows: Candidate[] = [];
  let tasks = 0;
  for (const taskId of free.size <= fewTasks ? free.keys() : sql.readyTasks()) {
    const places = free.get(taskId) ?? 0;
    if (places <= 0) continue;
    const found = sql.readyOf(taskId, Math.min(places, wanted));
    if (found.length > 0) tasks += 1;
    rows.push(...found);
  }
  if (tasks > 1) rows.sort((a, b) => b.priority - a.priority || a.due_at - b.due_at || a.seq - b.seq);
  return rows.slice(0, wanted);
}
